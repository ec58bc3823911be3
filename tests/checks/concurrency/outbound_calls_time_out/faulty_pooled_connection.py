"""A service on this machine is asked over a connection that is kept open, and may be silent some day."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI, Request

_BODY = b'{"price": 12}'
_ANSWER = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s" % (len(_BODY), _BODY)


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
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=None) as app.state.prices:
        yield
    server.close()


app = FastAPI(lifespan=lifespan)


@app.get("/price")
async def price(request: Request) -> dict[str, int]:
    answer = await request.app.state.prices.get("/price")  # fault
    return answer.json()
