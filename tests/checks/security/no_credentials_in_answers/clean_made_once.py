"""Keys and tokens that are shown once, to who made them; policies, hints and digests that are no secrets."""

import hashlib
import secrets
from typing import Annotated, Any

from fastapi import Depends
from pydantic import BaseModel

from tests.checks.security._hardened import bearer, hardened

app = hardened()
User = Annotated[str, Depends(bearer)]


class NewKey(BaseModel):
    id: int
    secret: str


class Policy(BaseModel):
    password_min_length: int = 12
    password_hint: str = "at least one digit, and no name of yours"
    password_reset_url: str = "https://shop.example/reset/1a2b3c"
    token_type: str = "bearer"


@app.post("/keys", status_code=201)
def key(user: User) -> NewKey:
    return NewKey(id=1, secret=secrets.token_hex(24))


@app.get("/keys/{number}")
def known(number: int, user: User) -> dict[str, Any]:
    return {"id": number, "fingerprint": hashlib.sha256(b"x").hexdigest(), "secret": None, "client_secret": "********"}


@app.get("/policy")
def policy() -> Policy:
    return Policy()


@app.get("/files")
def files() -> list[dict[str, str]]:
    return [{"name": "a", "sha256": hashlib.sha256(b"a").hexdigest(), "etag": secrets.token_hex(16)}]


@app.get("/pages")
def pages(cursor: str | None = None) -> dict[str, str | None]:
    return {"next_page_token": secrets.token_urlsafe(24), "csrf_token": secrets.token_hex(16)}
