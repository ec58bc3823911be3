"""An export is streamed page by page; each page is encoded for long."""

import asyncio
import json
from collections.abc import AsyncIterator

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

ALSO = ["concurrency.requests-run-in-parallel"]

app = FastAPI()
ROW = {"id": 1, "name": "a lamp of brass", "tags": ["brass", "lamp"], "prices": [1.5, 2.5]}


async def pages() -> AsyncIterator[str]:
    for _ in range(2):
        await asyncio.sleep(0.001)
        yield json.dumps([ROW] * 70_000)  # fault


@app.get("/export")
async def export() -> StreamingResponse:
    return StreamingResponse(pages(), media_type="application/json")
