"""Those who ask for the same at the same time get one answer; its value depends on nothing else."""

import asyncio

from fastapi import FastAPI

app = FastAPI()
_running: dict[str, asyncio.Task[dict[str, object]]] = {}


async def compute(city: str) -> dict[str, object]:
    await asyncio.sleep(0)
    return {"city": city, "degrees": len(city)}


@app.get("/weather/{city}")
async def weather(city: str) -> dict[str, object]:
    if city not in _running:
        _running[city] = asyncio.create_task(compute(city))
        _running[city].add_done_callback(lambda _: _running.pop(city, None))
    return await _running[city]
