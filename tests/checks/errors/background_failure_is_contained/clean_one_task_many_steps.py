"""One task with several steps, each contained and logged; and gather(return_exceptions=True) that logs."""

import asyncio
import logging

from fastapi import BackgroundTasks

from tests.checks.errors._base import make_app

log = logging.getLogger(__name__)
app = make_app("detail")
DONE: list[str] = []


async def mail() -> None:
    DONE.append("mail")


async def audit() -> None:
    DONE.append("audit")


async def afterwards() -> None:
    for outcome in await asyncio.gather(mail(), audit(), return_exceptions=True):
        if isinstance(outcome, BaseException):
            log.error("a step failed", exc_info=outcome)


@app.post("/orders", status_code=202)
async def create_order(tasks: BackgroundTasks) -> str:
    tasks.add_task(afterwards)
    return "accepted"
