"""Every subscription starts a watcher that never ends."""

import asyncio

from fastapi import FastAPI

app = FastAPI()
watchers: set[asyncio.Task[None]] = set()


async def watch(topic: str) -> None:
    while True:
        await asyncio.sleep(0.5)


@app.post("/subscriptions/{topic}", status_code=201)
async def subscribe(topic: str) -> dict[str, str]:
    watcher = asyncio.create_task(watch(topic))  # fault
    watchers.add(watcher)
    watcher.add_done_callback(watchers.discard)
    return {"topic": topic}
