"""A limit for each caller, in a method of its own, which raises 429 into nothing."""

from collections import Counter
from typing import Any

from fastapi import FastAPI, Request, status
from starlette.exceptions import HTTPException
from starlette.middleware.base import BaseHTTPMiddleware


class TooMany(HTTPException):
    pass


class Limited(BaseHTTPMiddleware):
    def __init__(self, app: Any, most: int) -> None:
        super().__init__(app)
        self.most = most
        self.counts: Counter[str] = Counter()

    def count(self, caller: str) -> None:
        self.counts[caller] += 1
        if self.counts[caller] > self.most:
            raise TooMany(status.HTTP_429_TOO_MANY_REQUESTS, "Slow down.")  # fault

    async def dispatch(self, request: Request, call_next: Any) -> Any:
        self.count(request.headers.get("authorization", ""))
        return await call_next(request)


app = FastAPI()
app.add_middleware(Limited, most=1_000_000)


@app.get("/orders")
def orders() -> list[int]:
    return [1, 2]
