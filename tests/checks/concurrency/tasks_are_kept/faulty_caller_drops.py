"""A helper hands its task back, and its caller drops it."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from fastapi import Depends, FastAPI

app = FastAPI()


class Tasks:
    def start(self, work: Coroutine[Any, Any, None], *, name: str) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        task.set_name(name)
        task.add_done_callback(self._report)
        return task

    def _report(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception():
            print("failed", task.get_name())


def get_tasks() -> Tasks:
    return Tasks()


async def index(word: str) -> None:
    await asyncio.sleep(0.005)


@app.get("/search")
async def search(word: str = "tea", tasks: Tasks = Depends(get_tasks)) -> list[str]:
    tasks.start(index(word), name="index")  # fault
    return [word]
