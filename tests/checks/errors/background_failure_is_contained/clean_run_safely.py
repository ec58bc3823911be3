"""A helper runs each task and logs its failure: add_task(run_safely, task, ...)."""

import logging
from collections.abc import Callable
from typing import Any

from fastapi import BackgroundTasks

from tests.checks.errors._base import make_app

log = logging.getLogger(__name__)
app = make_app("problem")
DONE: list[str] = []


def run_safely(function: Callable[..., None], *args: Any) -> None:
    try:
        function(*args)
    except Exception as exc:
        log.error("%s failed", function.__name__, exc_info=exc)


def resize(name: str) -> None:
    DONE.append(f"small {name}")


def index(name: str) -> None:
    DONE.append(f"index {name}")


@app.post("/pictures/{name}", status_code=202)
def add_picture(name: str, tasks: BackgroundTasks) -> str:
    for step in (resize, index):
        tasks.add_task(run_safely, step, name)
    return name
