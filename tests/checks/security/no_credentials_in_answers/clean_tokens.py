"""What is there to answer credentials: a login, a new key that is shown once, cursors, checksums."""

import hashlib
import secrets
from itertools import count
from typing import Annotated, Any

from fastapi import Depends, HTTPException
from pydantic import BaseModel

from tests.checks.security._hardened import bearer, hardened

app = hardened()
numbers = count(1)
failures: dict[str, int] = {}


class Credentials(BaseModel):
    username: str
    password: str


@app.post("/login")
def login(given: Credentials) -> dict[str, str]:
    if failures.get(given.username, 0) > 4:
        raise HTTPException(429, "later", headers={"Retry-After": "60"})
    if given.password == "wonderland":
        return {"access_token": secrets.token_urlsafe(24), "refresh_token": secrets.token_urlsafe(24)}
    failures[given.username] = failures.get(given.username, 0) + 1
    raise HTTPException(401, "wrong", headers={"WWW-Authenticate": "Bearer"})


@app.post("/keys", status_code=201)
def key(user: Annotated[str, Depends(bearer)]) -> dict[str, Any]:
    return {"id": next(numbers), "secret": secrets.token_urlsafe(24)}


@app.get("/clients/{client_id}/secret")
def secret(client_id: int, user: Annotated[str, Depends(bearer)]) -> dict[str, Any]:
    return {"client_secret": f"a1{secrets.token_hex(16)}"}


@app.get("/files")
def files() -> list[dict[str, str]]:
    return [{"name": "a", "sha256": hashlib.sha256(b"a").hexdigest(), "next_page_token": secrets.token_hex(16)}]
