"""A well-known default that a start in production refuses."""

import hashlib
import hmac
import os

from pydantic import SecretStr, model_validator
from pydantic_settings import BaseSettings

from tests.checks.security._hardened import hardened


class Settings(BaseSettings):
    production: bool = os.environ.get("CONFORMANCE_TEST_PRODUCTION") == "1"
    secret_key: SecretStr = SecretStr("changethis")

    @model_validator(mode="after")
    def refuse_what_everybody_knows(self) -> "Settings":
        if self.production and self.secret_key.get_secret_value() == "changethis":
            raise ValueError("set a secret key")
        return self


settings = Settings()
app = hardened()


@app.get("/signature")
def signature(text: str = "x") -> str:
    return hmac.new(settings.secret_key.get_secret_value().encode(), text.encode(), hashlib.sha256).hexdigest()[:6]
