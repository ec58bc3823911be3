"""An `lru_cache` without arguments around what is found in a context variable: who asks."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from functools import lru_cache

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

app = FastAPI()
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}
current: ContextVar[str] = ContextVar("current", default="")


@app.middleware("http")
async def known(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    current.set(USERS.get(request.headers.get("authorization", "").removeprefix("Bearer "), ""))
    return await call_next(request)


def required(_: HTTPAuthorizationCredentials = Depends(HTTPBearer())) -> None:
    if not current.get():
        raise HTTPException(401)


@lru_cache(maxsize=64)  # fault
def profile() -> dict[str, str]:
    return {"user": current.get(), "theme": "dark"}


@app.get("/profile", dependencies=[Depends(required)])
async def read_profile() -> dict[str, str]:
    return profile()
