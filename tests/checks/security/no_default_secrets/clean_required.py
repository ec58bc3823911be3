"""Settings of a dataclass, whose secrets have to be given, are read from a file, or are derived."""

import hashlib
import hmac
import os
import secrets
import tempfile
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException, Request

from tests.checks.security._hardened import hardened

app = hardened()
ALGORITHM = "HS256"
TOKEN_URL = "token"
SECRET_KEY_FILE = Path(tempfile.gettempdir()) / "conformance-secret-key"


def from_file(path: Path) -> str:
    return path.read_text() if path.is_file() else secrets.token_hex(32)


@dataclass(frozen=True)
class Settings:
    jwt_secret: str = field(default_factory=lambda: from_file(SECRET_KEY_FILE), repr=False)
    webhook_secret: str = field(default_factory=lambda: os.environ.get("WEBHOOK_SECRET", ""), repr=False)
    password_pepper: bytes = field(default_factory=lambda: secrets.token_bytes(16), repr=False)


@lru_cache
def get_settings() -> Settings:
    return Settings()


Conf = Annotated[Settings, Depends(get_settings)]


@app.get("/links/{number}")
def link(number: int, settings: Conf) -> dict[str, str]:
    return {"link": jwt.encode({"n": number}, settings.jwt_secret, algorithm=ALGORITHM).rpartition(".")[0]}


@app.post("/hooks/payments")
async def payment(request: Request, settings: Conf) -> dict[str, bool]:
    if not settings.webhook_secret:
        raise HTTPException(503, "no secret is set")
    due = hmac.new(settings.webhook_secret.encode(), await request.body(), hashlib.sha256).hexdigest()
    return {"ok": hmac.compare_digest(due, request.headers.get("x-signature", ""))}
