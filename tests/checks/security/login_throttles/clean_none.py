"""Nobody logs in here: keys, a registration, a password that is changed."""

from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import APIKeyHeader
from pydantic import BaseModel

from tests.checks.security._hardened import TOKENS, hardened

app = hardened()


class NewUser(BaseModel):
    username: str
    password: str


@app.post("/users", status_code=201)
def register(body: NewUser) -> dict[str, str]:
    return {"username": body.username}


@app.get("/key")
def key(token: Annotated[str, Depends(APIKeyHeader(name="X-API-Key"))]) -> str:
    if token not in TOKENS:
        raise HTTPException(401, "who are you?", headers={"WWW-Authenticate": "ApiKey"})
    return TOKENS[token]
