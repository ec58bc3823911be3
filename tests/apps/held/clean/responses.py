"""Bodies that take their time."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

router = APIRouter()


def _slow_rows() -> Iterator[str]:
    for number in range(2):
        time.sleep(0.01)
        yield f"{number}\n"


@router.get("/stream-def")
async def stream_def() -> StreamingResponse:
    return StreamingResponse(_slow_rows())


async def _rows() -> AsyncIterator[str]:
    for number in range(3):
        await asyncio.sleep(0.005)
        yield f"{number}\n"


@router.get("/stream")
async def stream() -> StreamingResponse:
    return StreamingResponse(_rows())


async def _events() -> AsyncIterator[str]:
    for number in range(3):
        yield f"event: tick\ndata: {number}\n\n"
        await asyncio.sleep(0.005)


@router.get("/events")
async def events() -> StreamingResponse:
    return StreamingResponse(_events(), media_type="text/event-stream")


class Row(BaseModel):
    number: int
    name: str


@router.get("/rows")
async def rows() -> list[Row]:
    return [Row(number=number, name=f"row {number}") for number in range(500)]
