"""A helper lets one caller through at a time, although what is behind it could serve many."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


class Gateway:
    def __init__(self, at_once: int = 1) -> None:
        self._slots = asyncio.Semaphore(at_once)

    async def fetch(self, name: str) -> dict[str, str]:
        async with self._slots:  # fault
            await asyncio.sleep(0.02)
            return {"name": name}


gateway = Gateway()


@app.get("/people/{name}")
async def person(name: str) -> dict[str, str]:
    return await gateway.fetch(name)
