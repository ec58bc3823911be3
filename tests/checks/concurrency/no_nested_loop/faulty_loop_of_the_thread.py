"""Each worker thread keeps a loop and runs it for every request."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any

from fastapi import FastAPI

app = FastAPI()
local = threading.local()


def wait_for(work: Coroutine[Any, Any, str]) -> str:
    if not hasattr(local, "loop"):
        local.loop = asyncio.new_event_loop()
    return str(local.loop.run_until_complete(work))  # fault


async def greet(name: str) -> str:
    await asyncio.sleep(0)
    return f"hello {name}"


@app.get("/greetings/{name}")
def read_greeting(name: str) -> str:
    return wait_for(greet(name))
