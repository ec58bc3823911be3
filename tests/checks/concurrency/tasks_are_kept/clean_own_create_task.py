"""Things of the app's own that are called `create_task` and keep what they make, or make no task of asyncio's."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


class TaskManager:
    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def create_task(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        task = self._tasks[name] = asyncio.create_task(work, name=name)
        task.add_done_callback(lambda _: self._tasks.pop(name, None))


class Todo:
    items: list[str] = []

    def create_task(self, title: str) -> str:
        self.items.append(title)
        return title


manager = TaskManager()
todo = Todo()


def create_task(title: str) -> None:
    todo.create_task(title)


async def remind(title: str) -> None:
    await asyncio.sleep(0.01)


@app.post("/tasks/{title}")
async def add(title: str, tasks: BackgroundTasks) -> str:
    create_task(title)
    manager.create_task(title, remind(title))
    tasks.add_task(remind, title)
    return title
