"""Everything waits here, and the loop never."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Annotated

from fastapi import Depends, FastAPI, Response
from fastapi.responses import StreamingResponse
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request

app = FastAPI()


class Patient(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        await asyncio.sleep(0.01)
        return await call_next(request)


app.add_middleware(Patient)


async def unit() -> AsyncIterator[str]:
    await asyncio.sleep(0.01)
    yield "unit"
    await asyncio.sleep(0.01)


async def ticks() -> AsyncIterator[str]:
    for number in range(3):
        await asyncio.sleep(0.01)
        yield f"data: {number}\n\n"


@app.get("/unit")
async def read_unit(given: Annotated[str, Depends(unit)]) -> str:
    done = asyncio.Event()
    asyncio.get_running_loop().call_later(0.03, done.set)
    await asyncio.wait_for(done.wait(), 5)
    return given


@app.get("/ticks")
async def read_ticks() -> StreamingResponse:
    return StreamingResponse(ticks(), media_type="text/event-stream")


@app.get("/impatient")
async def give_up() -> str:
    with suppress(TimeoutError):
        async with asyncio.timeout(0.02):
            await asyncio.Event().wait()
    return "gave up"
