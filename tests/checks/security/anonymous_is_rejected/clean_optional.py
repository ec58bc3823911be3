"""Nobody is a caller too: anonymous visitors see less, and some operations are for everybody."""

from typing import Annotated, Any

from fastapi import Cookie, Depends, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer, OAuth2PasswordBearer

from tests.checks.security._hardened import TOKENS, hardened

app = hardened()
optional = OAuth2PasswordBearer(tokenUrl="token", auto_error=False)


class Lenient(HTTPBearer):
    """A scheme that finds nobody rather than raise."""

    async def __call__(self, request: Request) -> HTTPAuthorizationCredentials | None:
        try:
            return await super().__call__(request)
        except HTTPException:
            return None


def visitor(token: Annotated[str | None, Depends(optional)]) -> str | None:
    return TOKENS.get(token or "")


def strict_when_given(token: Annotated[str | None, Depends(optional)]) -> str | None:
    if token is not None and token not in TOKENS:
        raise HTTPException(401, "who are you?", headers={"WWW-Authenticate": "Bearer"})
    return TOKENS.get(token or "")


@app.get("/home")
def home(user: Annotated[str | None, Depends(visitor)]) -> dict[str, str | None]:
    return {"hello": user}


@app.get("/news")
def news(user: Annotated[str | None, Depends(strict_when_given)]) -> dict[str, Any]:
    return {"news": ["all"] + ([f"for {user}"] if user else [])}


@app.get("/lenient")
def lenient(given: Annotated[Any, Depends(Lenient())]) -> dict[str, bool]:
    return {"known": given is not None and given.credentials in TOKENS}


@app.get("/cart")
def cart(session_id: Annotated[str, Cookie()]) -> dict[str, str]:
    return {"cart": session_id}


@app.get("/public", openapi_extra={"security": [{}, {"bearer": []}]})
def public() -> str:
    return "for all"


@app.get("/me")
def me(user: Annotated[str | None, Depends(visitor)]) -> str:
    if user is None:
        raise HTTPException(401, "who are you?", headers={"WWW-Authenticate": "Bearer"})
    return user
