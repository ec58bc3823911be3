"""Settings that are made when they are first needed, of a class that has a secret of its own."""

import hashlib
import hmac
from functools import lru_cache
from typing import Annotated

from fastapi import Depends
from pydantic_settings import BaseSettings, SettingsConfigDict

from tests.checks.security._hardened import hardened

app = hardened()


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="CONFORMANCE_TEST_LAZY_")
    signing_key: str = "please-change-this-one"  # fault


@lru_cache
def get_settings() -> Settings:
    return Settings()


@app.get("/links/{number}")
def link(number: int, settings: Annotated[Settings, Depends(get_settings)]) -> dict[str, str]:
    return {"link": hmac.new(settings.signing_key.encode(), str(number).encode(), hashlib.sha256).hexdigest()[:8]}
