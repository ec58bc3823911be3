"""Work that is meant to be done whether or not the client waits for it."""

import asyncio

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
ORDERS: list[str] = []
running: set[asyncio.Task[None]] = set()


async def commit(sku: str) -> str:
    await asyncio.sleep(0.05)
    ORDERS.append(sku)
    return sku


async def refresh() -> None:
    await asyncio.sleep(0.2)


@app.post("/orders/{sku}")
async def order(sku: str, tasks: BackgroundTasks) -> str:
    tasks.add_task(refresh)
    return await asyncio.shield(commit(sku))


@app.get("/orders")
async def list_orders() -> list[str]:
    refreshing = asyncio.create_task(refresh())
    running.add(refreshing)
    refreshing.add_done_callback(running.discard)
    await asyncio.sleep(0.02)
    return ORDERS
