"""A service keeps answers in a helper with a time to live, under the address alone."""

import time
from typing import Any

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}


class Remembered:
    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._kept: dict[str, tuple[float, Any]] = {}

    def get(self, key: str) -> Any:
        until, value = self._kept.get(key, (0.0, None))
        return value if until > time.monotonic() else None

    def set(self, key: str, value: Any) -> None:
        self._kept[key] = (time.monotonic() + self._seconds, value)


class Orders:
    def __init__(self) -> None:
        self.cache = Remembered(60)

    def of(self, path: str, user: str) -> Any:
        found = self.cache.get(path)  # fault
        if found is None:
            found = [f"kettle for {user}"]
            self.cache.set(path, found)
        return found

    def count(self, user: str) -> Any:
        found = self.cache.get(f"count:{user}")
        if found is None:
            found = len(user)
            self.cache.set(f"count:{user}", found)
        return found


app = FastAPI()
app.state.orders = Orders()


def user(credentials: HTTPAuthorizationCredentials = Depends(HTTPBearer())) -> str:
    if credentials.credentials not in USERS:
        raise HTTPException(401)
    return USERS[credentials.credentials]


@app.get("/orders")
async def orders(request: Request, user: str = Depends(user)) -> Any:
    return request.app.state.orders.of(request.url.path, user)


@app.get("/orders/count")
async def count(request: Request, user: str = Depends(user)) -> Any:
    return request.app.state.orders.count(user)
