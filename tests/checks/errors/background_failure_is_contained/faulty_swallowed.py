"""A wrapper keeps the tasks apart, by forgetting what went wrong: nothing is logged, ever."""

from collections.abc import Callable
from typing import Any

from fastapi import BackgroundTasks

from tests.checks.errors._base import make_app

app = make_app("detail")
SENT: list[int] = []


def quietly(function: Callable[..., None], *args: Any) -> None:
    try:
        function(*args)
    except Exception:  # fault
        pass  # fault


def send_receipt(number: int) -> None:
    SENT.append(number)


def send_survey(number: int) -> None:
    SENT.append(-number)


@app.post("/sales/{number}")
def sell(number: int, tasks: BackgroundTasks) -> int:
    tasks.add_task(quietly, send_receipt, number)  # fault
    tasks.add_task(quietly, send_survey, number)  # fault
    return number
