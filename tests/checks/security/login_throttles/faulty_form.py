"""The password flow of OAuth2, with failures that are logged and nothing more."""

import logging
from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm

from tests.checks.security._hardened import TOKENS, hardened

app = hardened()
scheme = OAuth2PasswordBearer(tokenUrl="token")


@app.post("/token")
async def token(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> dict[str, str]:  # fault
    if form.password != "correct horse":
        logging.getLogger(__name__).warning("a wrong password")
        raise HTTPException(400, "Incorrect username or password")
    return {"access_token": "token-of-ann", "token_type": "bearer"}


@app.get("/me")
async def me(token: Annotated[str, Depends(scheme)]) -> str:
    if token not in TOKENS:
        raise HTTPException(401, "who are you?", headers={"WWW-Authenticate": "Bearer"})
    return TOKENS[token]
