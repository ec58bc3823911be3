"""`gather` is called, and nobody awaits what it returns."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


async def push(device: str) -> None:
    await asyncio.sleep(0.01)


@app.post("/push")
async def push_all() -> dict[str, int]:
    devices = ["phone", "tablet"]
    asyncio.gather(*(push(device) for device in devices))  # fault
    return {"devices": len(devices)}
