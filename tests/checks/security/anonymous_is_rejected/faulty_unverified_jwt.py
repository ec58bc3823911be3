"""A JWT is read and its signature is not."""

from typing import Annotated, Any

import jwt
from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from tests.checks.security._hardened import hardened

app = hardened()
bearer = HTTPBearer()


def current_user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]) -> str:  # fault
    try:
        claims: dict[str, Any] = jwt.decode(credentials.credentials, options={"verify_signature": False})
    except jwt.InvalidTokenError:
        raise HTTPException(401, "not a token") from None
    return str(claims["sub"])


User = Annotated[str, Depends(current_user)]


@app.get("/me")
def me(user: User) -> dict[str, str]:
    return {"name": user}


@app.post("/notes")
def note(user: User, text: str) -> dict[str, str]:
    return {"by": user, "text": text}
