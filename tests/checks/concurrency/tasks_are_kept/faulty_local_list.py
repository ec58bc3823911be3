"""A list that is gone when the function returns keeps nothing."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


async def notify(user: int) -> None:
    await asyncio.sleep(0.05)


async def fan_out(users: list[int]) -> int:
    tasks = []
    for user in users:
        tasks.append(asyncio.create_task(notify(user)))  # fault
    await asyncio.sleep(0)
    return len(tasks)


@app.post("/announcements")
async def announce() -> dict[str, int]:
    return {"told": await fan_out([1, 2, 3])}
