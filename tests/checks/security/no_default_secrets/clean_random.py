"""A random default, a key that has to be given, names that are no secrets."""

import hashlib
import hmac
import os
import secrets
from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import APIKeyHeader
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings
from starlette.middleware.sessions import SessionMiddleware

from tests.checks.security._hardened import TOKENS, hardened

API_KEY = "X-API-Key"
TOKEN = "token"
PASSWORD = "password"
SECRET_KEY = os.environ.get("CONFORMANCE_TEST_SECRET") or secrets.token_hex(16)
PRIVATE_KEY = "keys/private.pem"
CLIENT_SECRET = "SHOP_CLIENT_SECRET"


class Settings(BaseSettings):
    secret_key: SecretStr = Field(default_factory=lambda: SecretStr(secrets.token_urlsafe(32)))
    database_password: str | None = None
    smtp_password: str = ""


settings = Settings()
app = hardened()
app.add_middleware(SessionMiddleware, secret_key=SECRET_KEY, https_only=True)
header = APIKeyHeader(name=API_KEY)


@app.get("/signature")
def signature(text: str = "x", grant: str = PASSWORD) -> str:
    if grant != PASSWORD:
        raise HTTPException(400, "no such grant")
    return hmac.new(settings.secret_key.get_secret_value().encode(), text.encode(), hashlib.sha256).hexdigest()[:6]


@app.get("/stock")
def stock(key: Annotated[str, Depends(header)]) -> int:
    if key not in TOKENS:
        raise HTTPException(401, "who are you?", headers={"WWW-Authenticate": "ApiKey"})
    return 3


@app.get("/client")
def client() -> bool:
    return bool(os.environ.get(CLIENT_SECRET) or os.path.exists(PRIVATE_KEY))


@app.get("/smtp")
def smtp() -> bool:
    return bool(settings.smtp_password or settings.database_password)
