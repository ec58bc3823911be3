"""Statistics go out in a task that the answer does not wait for, and that ends by itself."""

import asyncio
from http.client import HTTPConnection, HTTPException

from fastapi import FastAPI

app = FastAPI()
_running: set[asyncio.Task[None]] = set()


def _post(path: str) -> None:
    connection = HTTPConnection("statistics.internal", 8125, timeout=0.3)
    try:
        connection.request("POST", path)
        connection.getresponse().read()
    except (OSError, HTTPException):
        pass
    finally:
        connection.close()


async def _count(path: str) -> None:
    await asyncio.to_thread(_post, path)


@app.get("/articles")
async def articles() -> list[str]:
    task = asyncio.create_task(_count("/articles"))
    _running.add(task)
    task.add_done_callback(_running.discard)
    return ["one", "two"]
