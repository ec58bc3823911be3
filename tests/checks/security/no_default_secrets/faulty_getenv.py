"""A variable of the environment, and what stands in for it."""

import hashlib
import hmac
import os

from tests.checks.security._hardened import hardened


class Config:
    REGION = os.getenv("CONFORMANCE_TEST_REGION", "eu")
    SECRET_KEY = os.getenv("CONFORMANCE_TEST_SECRET", "dev-secret-key")  # fault


app = hardened()


@app.get("/signature")
def signature(text: str = "x") -> str:
    return hmac.new(Config.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:6]
