"""Every scheme there is, each with its credentials looked at."""

import secrets
from typing import Annotated

from fastapi import Depends, Header, HTTPException, Security
from fastapi.security import (
    APIKeyCookie,
    APIKeyHeader,
    APIKeyQuery,
    HTTPBasic,
    HTTPBasicCredentials,
    HTTPBearer,
    SecurityScopes,
)

from tests.checks.security._hardened import TOKENS, bearer, hardened

app = hardened()


def known(token: str | None) -> str:
    if token not in TOKENS:
        raise HTTPException(401, "who are you?", headers={"WWW-Authenticate": "Bearer"})
    return TOKENS[token]


def scoped(scopes: SecurityScopes, credentials: Annotated[object, Security(HTTPBearer())]) -> str:
    user = known(getattr(credentials, "credentials", None))
    if "admin" in scopes.scopes and user != "ann":
        raise HTTPException(403, "not for you")
    return user


def by_password(given: Annotated[HTTPBasicCredentials, Depends(HTTPBasic())]) -> str:
    if not secrets.compare_digest(given.password.encode(), b"token-of-ann"):
        raise HTTPException(401, "who are you?", headers={"WWW-Authenticate": "Basic"})
    return given.username


@app.get("/key")
def key(token: Annotated[str, Depends(APIKeyHeader(name="X-API-Key"))]) -> str:
    return known(token)


@app.get("/query")
def query(token: Annotated[str, Depends(APIKeyQuery(name="api_key"))]) -> str:
    return known(token)


@app.get("/cookie")
def cookie(token: Annotated[str, Depends(APIKeyCookie(name="session"))]) -> str:
    return known(token)


@app.get("/basic")
def basic(user: Annotated[str, Depends(by_password)]) -> str:
    return user


@app.get("/admin")
def admin(user: Annotated[str, Security(scoped, scopes=["admin"])]) -> str:
    return user


@app.get("/header")
def header(authorization: Annotated[str, Header()]) -> str:
    return known(authorization.removeprefix("Bearer "))


@app.get("/request", dependencies=[Depends(bearer)])
def request() -> str:
    return "seen"


@app.post("/logout")
def logout(token: Annotated[str, Depends(APIKeyHeader(name="X-API-Key"))]) -> str:
    return "gone"
