"""Work beside requests."""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def audit(what: str) -> str:
    await asyncio.sleep(0)
    return what


def fire_and_forget(work: Coroutine[Any, Any, Any]) -> None:
    loop = asyncio.get_running_loop()
    loop.create_task(work)  # fault
