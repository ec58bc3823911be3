"""A job that refers to its own task, and nothing to the job."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


class Export:
    def __init__(self, name: str) -> None:
        self.name = name
        self.task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self.task = asyncio.create_task(self._run())  # fault

    async def _run(self) -> None:
        async with asyncio.timeout(5):
            await asyncio.sleep(0.05)


@app.post("/exports/{name}")
async def export(name: str) -> dict[str, str]:
    Export(name).start()
    return {"name": name}
