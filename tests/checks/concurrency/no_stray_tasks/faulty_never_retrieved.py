"""A task fails, is discarded, and nobody hears of it."""

import asyncio

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
running: set[asyncio.Task[None]] = set()


class Event(BaseModel):
    name: str


async def publish(event: Event) -> None:
    await asyncio.sleep(0)
    raise ConnectionError(f"no broker for {event.name}")


@app.post("/events", status_code=202)
async def receive(event: Event) -> dict[str, bool]:
    task = asyncio.create_task(publish(event))  # fault
    running.add(task)
    task.add_done_callback(running.discard)
    return {"accepted": True}
