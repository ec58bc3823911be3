"""Failures are counted by name, in a dict; who is locked out is told 423 elsewhere."""

from collections import Counter
from typing import Annotated

from fastapi import Form, HTTPException
from pydantic import BaseModel

from tests.checks.security._hardened import hardened

app = hardened()
failures: Counter[str] = Counter()


class Credentials(BaseModel):
    username: str
    password: str


@app.post("/login")
async def login(given: Credentials) -> dict[str, str]:
    if failures[given.username] >= 5:
        raise HTTPException(429, "later", headers={"Retry-After": "60"})
    failures[given.username] += 1
    raise HTTPException(401, "wrong", headers={"WWW-Authenticate": "Bearer"})


@app.post("/signin")
async def sign_in(username: Annotated[str, Form()], password: Annotated[str, Form()]) -> dict[str, str]:
    if failures[username] >= 40:
        raise HTTPException(423, "locked")
    failures[username] += 1
    raise HTTPException(403, "wrong")
