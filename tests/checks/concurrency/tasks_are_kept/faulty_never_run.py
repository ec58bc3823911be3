"""The path that drops a task is one that no valid request takes."""

import asyncio as aio

from fastapi import FastAPI

app = FastAPI()


async def alert(text: str) -> None:
    await aio.sleep(0)


@app.get("/divide")
async def divide(by: int = 2) -> float:
    if by == 987_654_321:
        aio.create_task(alert("odd"))  # fault
    return 1 / (by or 1)
