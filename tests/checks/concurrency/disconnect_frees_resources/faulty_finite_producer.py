"""A stream that ends cancels its producer, unless its reader leaves before."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import APIRouter, FastAPI
from fastapi.responses import StreamingResponse


class Report:
    running: list[asyncio.Task[None]] = []

    def __init__(self) -> None:
        self.rows: asyncio.Queue[str] = asyncio.Queue(maxsize=2)

    async def fill(self) -> None:
        for n in range(1_000_000):
            await self.rows.put(f"row {n}\n")

    async def lines(self) -> AsyncIterator[str]:
        filling = asyncio.create_task(self.fill())  # fault
        self.running.append(filling)
        for _ in range(20):
            await asyncio.sleep(0.002)
            yield await self.rows.get()
        filling.cancel()


router = APIRouter(prefix="/reports")


@router.get("/latest")
async def read_latest() -> StreamingResponse:
    return StreamingResponse(Report().lines(), media_type="text/plain")


app = FastAPI()
app.include_router(router)
