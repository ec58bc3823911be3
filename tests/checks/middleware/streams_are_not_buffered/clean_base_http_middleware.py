"""Starlette's kind of middleware passes streams on, several of it as well, and one that looks at each part."""

import time
from collections.abc import AsyncIterator
from typing import Any

from fastapi import BackgroundTasks, FastAPI, Request
from fastapi.responses import StreamingResponse
from starlette.middleware.base import BaseHTTPMiddleware


class Timed(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:
        began = time.perf_counter()
        response = await call_next(request)
        response.headers["X-Seconds"] = f"{time.perf_counter() - began:.3f}"
        return response


class Counted(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:
        response = await call_next(request)

        async def counting(parts: Any) -> AsyncIterator[bytes]:
            size = 0
            async for part in parts:
                size += len(part)
                yield part

        response.body_iterator = counting(response.body_iterator)
        return response


app = FastAPI()
app.add_middleware(Timed)
app.add_middleware(Counted)


@app.middleware("http")
async def passing(request: Request, call_next: Any) -> Any:
    return await call_next(request)


@app.get("/events")
async def events() -> StreamingResponse:
    async def parts() -> AsyncIterator[str]:
        for number in range(3):
            yield f"data: {number}\n\n"

    return StreamingResponse(parts(), media_type="text/event-stream")


@app.post("/orders")
def order(tasks: BackgroundTasks) -> str:
    tasks.add_task(print, end="")
    return "noted"
