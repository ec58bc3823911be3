"""Whatever happens in a group of tasks."""

import asyncio

from fastapi import FastAPI

app = FastAPI()
SEEN: list[int] = []


async def warm(number: int) -> None:
    SEEN.append(number)


@app.get("/warm/{number}")
async def warmed(number: int) -> str:
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(warm(number))
    except* Exception:  # fault
        pass
    return "warm"
