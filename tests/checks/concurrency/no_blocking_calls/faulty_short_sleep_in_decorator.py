"""A decorator spaces out calls by a millisecond."""

import functools
import time
from collections.abc import Awaitable, Callable

from fastapi import FastAPI

ALSO = ["concurrency.async-routes-await", "concurrency.requests-run-in-parallel"]
app = FastAPI()


def wait(seconds: float) -> None:
    time.sleep(seconds)  # fault


def spaced(seconds: float) -> Callable[[Callable[..., Awaitable[str]]], Callable[..., Awaitable[str]]]:
    def decorate(function: Callable[..., Awaitable[str]]) -> Callable[..., Awaitable[str]]:
        @functools.wraps(function)
        async def call(*args: object, **kwargs: object) -> str:
            wait(seconds)
            return await function(*args, **kwargs)

        return call

    return decorate


@app.get("/quote/{symbol}")
@spaced(0.001)
async def read_quote(symbol: str) -> str:
    return f"{symbol} 12.50"
