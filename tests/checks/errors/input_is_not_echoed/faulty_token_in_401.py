"""A class-based dependency names the token it does not know."""

from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from tests.checks.errors._base import make_app

app = make_app("detail")
bearer = HTTPBearer(auto_error=False)
TOKENS = {"t-alice": "alice"}


class CurrentUser:
    def __call__(self, given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> str:
        if given is None:
            raise HTTPException(401, "Log in first")
        if given.credentials not in TOKENS:
            raise HTTPException(401, f"Unknown token {given.credentials}")  # fault
        return TOKENS[given.credentials]


@app.get("/me")
def me(user: Annotated[str, Depends(CurrentUser())]) -> str:
    return user
