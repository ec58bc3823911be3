"""The key of a tutorial signs the tokens."""

import time
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm

from tests.checks.security._hardened import hardened

LOGIN = True
SECRET_KEY = "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7"  # fault
app = hardened()
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
    return {"access_token": jwt.encode(claims, SECRET_KEY, algorithm="HS256"), "token_type": "bearer"}


@app.get("/me")
def me(token: Annotated[str, Depends(scheme)]) -> dict[str, str]:
    try:
        return {"name": jwt.decode(token, SECRET_KEY, algorithms=["HS256"])["sub"]}
    except jwt.InvalidTokenError:
        raise HTTPException(401, "not a token", headers={"WWW-Authenticate": "Bearer"}) from None
