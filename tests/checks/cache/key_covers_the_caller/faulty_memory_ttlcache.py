"""A TTLCache around what a function finds in its closure: who is logged in."""

from typing import Any

from cachetools import TTLCache, cached
from cachetools.keys import hashkey
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}


def create_app() -> FastAPI:
    app = FastAPI()

    def user(credentials: HTTPAuthorizationCredentials = Depends(HTTPBearer())) -> str:
        if credentials.credentials not in USERS:
            raise HTTPException(401)
        return USERS[credentials.credentials]

    @cached(cache=TTLCache(maxsize=100, ttl=60), key=lambda user, page: hashkey(page))  # fault
    def orders(user: str, page: int) -> list[str]:
        return [f"kettle {page} for {user}"]

    @cached(cache=TTLCache(maxsize=100, ttl=60))
    def wishes(user: str) -> list[str]:
        return [f"teapot for {user}"]

    @app.get("/orders")
    def read_orders(page: int = 1, user: str = Depends(user)) -> Any:
        return orders(user, page)

    @app.get("/wishes")
    def read_wishes(user: str = Depends(user)) -> Any:
        return wishes(user)

    return app


app = create_app()
