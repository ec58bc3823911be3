"""A password for a JWT whose signature is verified, a session in a signed cookie, an error inside a success."""

import secrets
import time
from typing import Annotated, Any

import jwt
from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm

from tests.checks.security._hardened import hardened

LOGIN = True
app = hardened()
KEY = secrets.token_urlsafe(32)
scheme = OAuth2PasswordBearer(tokenUrl="token")
failures: dict[str, int] = {}


@app.post("/token")
def token(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> dict[str, str]:
    if failures.get(form.username, 0) > 4:
        raise HTTPException(429, "later", headers={"Retry-After": "60"})
    if (form.username, form.password) != ("demo", "demo-password"):
        failures[form.username] = failures.get(form.username, 0) + 1
        raise HTTPException(401, "wrong", headers={"WWW-Authenticate": "Bearer"})
    claims = {"sub": form.username, "exp": int(time.time()) + 600}
    return {"access_token": jwt.encode(claims, KEY, algorithm="HS256"), "token_type": "bearer"}


def current_user(token: Annotated[str, Depends(scheme)]) -> str:
    try:
        return str(jwt.decode(token, KEY, algorithms=["HS256"])["sub"])
    except jwt.InvalidTokenError:
        raise HTTPException(401, "not a token", headers={"WWW-Authenticate": "Bearer"}) from None


@app.get("/me")
def me(user: Annotated[str, Depends(current_user)]) -> dict[str, str]:
    return {"name": user}


@app.get("/legacy")
def legacy(token: Annotated[str, Depends(scheme)]) -> dict[str, Any]:
    try:
        return {"ok": True, "name": jwt.decode(token, KEY, algorithms=["HS256"])["sub"]}
    except jwt.InvalidTokenError:
        return {"ok": False, "error": "not a token"}
