"""A middleware lets a proxy keep whatever is read, for all paths."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

app = FastAPI()
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}


@app.middleware("http")
async def cacheable(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    if request.method == "GET":
        response.headers.setdefault("Cache-Control", "s-maxage=120")  # fault
    return response


def user(credentials: HTTPAuthorizationCredentials | None = Depends(HTTPBearer(auto_error=False))) -> str:
    return USERS.get(credentials.credentials, "") if credentials is not None else ""


@app.get("/orders")
def orders(user: str = Depends(user)) -> Any:
    if not user:
        raise HTTPException(401)
    return [f"kettle for {user}"]


@app.get("/welcome")
def welcome(user: str = Depends(user)) -> Any:
    return {"text": f"Welcome {user or 'stranger'}"}


@app.get("/news")
def news() -> Any:
    return ["for all"]
