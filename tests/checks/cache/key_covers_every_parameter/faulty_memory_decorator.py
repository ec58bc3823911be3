"""A decorator of the house keeps results under the positional arguments: FastAPI passes none."""

import functools
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI

app = FastAPI()


def remembered(function: Callable[..., Any]) -> Callable[..., Any]:
    kept: dict[Any, Any] = {}

    @functools.wraps(function)
    async def inner(*args: Any, **kwargs: Any) -> Any:
        if args not in kept:  # fault
            kept[args] = await function(*args, **kwargs)
        return kept[args]

    return inner


@app.get("/squares/{number}")
@remembered
async def square(number: int) -> dict[str, int]:
    return {"square": number * number}
