"""The connection of a reader goes back to its pool, through two middlewares, with pings while nothing happens."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from redis.asyncio import Redis
from starlette.middleware.base import BaseHTTPMiddleware

app = FastAPI()
redis = Redis()
subscribers: set[asyncio.Queue[str]] = set()


class Stamped(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        response.headers["x-served-by"] = "shop"
        return response


app.add_middleware(Stamped)
app.add_middleware(Stamped)


async def messages() -> AsyncIterator[str]:
    async with redis.pubsub() as pubsub:
        await pubsub.subscribe("news")
        yield "event: open\n\n"
        while True:
            message = await pubsub.get_message(ignore_subscribe_messages=True, timeout=0.2)
            yield f"data: {message['data']}\n\n" if message else ": ping\n\n"


async def events() -> AsyncIterator[str]:
    queue: asyncio.Queue[str] = asyncio.Queue()
    subscribers.add(queue)
    try:
        yield "event: open\n\n"
        while True:
            try:
                yield await asyncio.wait_for(queue.get(), 0.02)
            except TimeoutError:
                yield ": ping\n\n"
    finally:
        subscribers.discard(queue)


@app.get("/messages")
async def stream_messages() -> StreamingResponse:
    return StreamingResponse(messages(), media_type="text/event-stream")


@app.get("/events")
async def stream_events() -> StreamingResponse:
    return StreamingResponse(events(), media_type="text/event-stream")
