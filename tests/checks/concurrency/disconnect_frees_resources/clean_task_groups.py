"""Task groups end what is in them when their stream is left."""

import asyncio
from collections.abc import AsyncIterator

import anyio
from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()


async def feed(stream: "anyio.abc.ObjectSendStream[int]") -> None:
    async with stream:
        for n in range(1_000_000):
            await stream.send(n)
            await anyio.sleep(0.002)


async def merged() -> AsyncIterator[str]:
    queue: asyncio.Queue[int] = asyncio.Queue(1)

    async def put(start: int) -> None:
        while True:
            await queue.put(start)
            await asyncio.sleep(0.002)

    async with asyncio.TaskGroup() as group:
        for start in (0, 1):
            group.create_task(put(start))
        while True:
            yield f"{await queue.get()}\n"


class Piped(StreamingResponse):
    def __init__(self) -> None:
        self._send, self._receive = anyio.create_memory_object_stream[int](1)
        super().__init__(self._lines(), media_type="text/plain")

    async def _lines(self) -> AsyncIterator[str]:
        async with self._receive:
            async for n in self._receive:
                yield f"{n}\n"

    async def stream_response(self, send: "anyio.abc.ObjectSendStream[int]") -> None:  # type: ignore[override]
        async with anyio.create_task_group() as group:
            group.start_soon(feed, self._send)
            await super().stream_response(send)  # type: ignore[arg-type]
            group.cancel_scope.cancel()


@app.get("/merged")
async def stream_merged() -> StreamingResponse:
    return StreamingResponse(merged(), media_type="text/plain")


@app.get("/piped")
async def stream_piped() -> Piped:
    return Piped()
