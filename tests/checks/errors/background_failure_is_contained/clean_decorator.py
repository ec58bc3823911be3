"""A decorator makes every task safe, sync or async, and logs its name."""

import functools
import inspect
import logging
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, BackgroundTasks

from tests.checks.errors._base import make_app

log = logging.getLogger(__name__)
app = make_app("detail")
router = APIRouter(prefix="/sales")
DONE: list[str] = []


def contained(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    async def run(*args: Any, **kwargs: Any) -> None:
        try:
            outcome = function(*args, **kwargs)
            if inspect.isawaitable(outcome):
                await outcome
        except Exception:
            log.exception("background task %s failed", function.__name__)

    return run


@contained
def print_receipt(number: int) -> None:
    DONE.append(f"receipt {number}")


@contained
async def update_stock(number: int) -> None:
    DONE.append(f"stock {number}")


@router.post("/{number}")
async def sell(number: int, tasks: BackgroundTasks) -> int:
    tasks.add_task(print_receipt, number)
    tasks.add_task(update_stock, number)
    return number


app.include_router(router)
