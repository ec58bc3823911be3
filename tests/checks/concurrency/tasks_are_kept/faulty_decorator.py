"""A decorator turns a coroutine function into one that starts a task and hands it to whoever calls."""

import asyncio
import functools
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import FastAPI

app = FastAPI()


def in_background(function: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., asyncio.Task[None]]:
    @functools.wraps(function)
    def start(*args: Any) -> asyncio.Task[None]:
        return asyncio.create_task(function(*args))

    return start


@in_background
async def remember(number: int) -> None:
    await asyncio.sleep(0.01)


@app.get("/visits/{number}")
async def visit(number: int) -> int:
    remember(number)  # fault
    return number
