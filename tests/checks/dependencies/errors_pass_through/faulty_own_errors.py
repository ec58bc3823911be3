"""A decorated dependency lets answers pass, and keeps all other exceptions; an overridden one keeps the app's own."""

import functools
from collections.abc import AsyncIterator, Callable
from typing import Any

from fastapi import Depends, FastAPI, HTTPException


class ShopError(Exception):
    pass


def logged(function: Callable[..., AsyncIterator[Any]]) -> Callable[..., AsyncIterator[Any]]:
    @functools.wraps(function)
    async def wrapper(*args: Any, **kwargs: Any) -> AsyncIterator[Any]:
        async for value in function(*args, **kwargs):
            try:
                yield value
            except Exception as error:  # fault
                if isinstance(error, HTTPException):
                    raise
                print("failed:", error)

    return wrapper


@logged
async def basket() -> AsyncIterator[list[str]]:
    yield []


def stock() -> int:
    return 0


async def local_stock() -> AsyncIterator[int]:
    try:
        yield 7
    except ShopError as error:  # fault
        print("failed:", error)


app = FastAPI()
app.dependency_overrides[stock] = local_stock


@app.get("/basket")
async def read_basket(found: list[str] = Depends(basket)) -> list[str]:
    return found


@app.get("/stock")
async def read_stock(found: int = Depends(stock)) -> int:
    return found
