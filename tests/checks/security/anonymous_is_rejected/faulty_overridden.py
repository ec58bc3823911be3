"""A shortcut of the developers' stays in: the dependency is replaced by one that lets everybody in."""

from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from tests.checks.security._hardened import TOKENS, hardened

app = hardened()
scheme = OAuth2PasswordBearer(tokenUrl="token")


def current_user(token: Annotated[str, Depends(scheme)]) -> str:
    if token not in TOKENS:
        raise HTTPException(401, "who are you?", headers={"WWW-Authenticate": "Bearer"})
    return TOKENS[token]


@app.get("/me")
def me(user: Annotated[str, Depends(current_user)]) -> dict[str, str]:  # fault
    return {"name": user}


app.dependency_overrides[current_user] = lambda: "developer"
