"""A local variable keeps the task only until the endpoint returns."""

import asyncio

from fastapi import FastAPI

app = FastAPI()
COUNTS: dict[str, int] = {}


async def count(name: str) -> None:
    COUNTS[name] = COUNTS.get(name, 0) + 1


@app.get("/pages/{name}")
async def read_page(name: str) -> dict[str, str]:
    page = {"name": name}
    task = asyncio.ensure_future(count(name))  # fault
    task.add_done_callback(lambda _: None)
    return page
