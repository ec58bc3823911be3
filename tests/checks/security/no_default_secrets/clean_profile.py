"""Profiles: what runs says that it is not production."""

import hashlib
import hmac
import os

from tests.checks.security._hardened import hardened


class Config:
    ENVIRONMENT = "production"
    SECRET_KEY = os.environ.get("CONFORMANCE_TEST_SECRET", "")


class DevelopmentConfig(Config):
    ENVIRONMENT = "development"
    SECRET_KEY = "not-for-production"


config = Config() if os.environ.get("CONFORMANCE_TEST_PRODUCTION") else DevelopmentConfig()
app = hardened()


@app.get("/signature")
def signature(text: str = "x") -> str:
    return hmac.new(config.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:6]
