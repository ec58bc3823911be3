"""A key of bytes, in a group of settings; another one that signs what is sent to others."""

import hashlib
import hmac
import os
from typing import Final

from fastapi import Request
from pydantic import BaseModel, SecretStr
from pydantic_settings import BaseSettings

from tests.checks.security._hardened import hardened

WEBHOOK_SECRET: Final = b"whsec-5f0c3a9e"  # fault


class Jwt(BaseModel):
    secret: SecretStr = SecretStr("not-so-secret-key")  # fault
    algorithm: str = "HS256"


class Settings(BaseSettings):
    jwt: Jwt = Jwt()
    title: str = os.environ.get("CONFORMANCE_TEST_TITLE", "shop")


settings = Settings()
app = hardened(title=settings.title)


@app.post("/hooks")
async def hook(request: Request) -> dict[str, bool]:
    due = hmac.new(WEBHOOK_SECRET, await request.body(), hashlib.sha256).hexdigest()
    return {"ok": hmac.compare_digest(due, request.headers.get("x-signature", ""))}


@app.get("/links/{number}")
def link(number: int) -> dict[str, str]:
    key = settings.jwt.secret.get_secret_value().encode()
    return {"link": hmac.new(key, str(number).encode(), hashlib.sha256).hexdigest()[:8]}
