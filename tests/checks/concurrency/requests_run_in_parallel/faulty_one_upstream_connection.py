"""The client of a service on this machine has a single connection for all requests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI, Request

_ANSWER = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n12"


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while (await reader.readline()).strip():
        while (await reader.readline()).strip():
            pass
        writer.write(_ANSWER)
        await writer.drain()
    writer.close()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    server = await asyncio.start_server(_serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    limits = httpx.Limits(max_connections=1)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=1, limits=limits) as app.state.upstream:
        yield
    server.close()


app = FastAPI(lifespan=lifespan)


@app.get("/price")
async def price(request: Request) -> int:
    return (await request.app.state.upstream.get("/price")).json()  # fault
