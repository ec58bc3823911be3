"""A service of this machine speaks a protocol of its own; the endpoint reads until it answers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    word = await reader.readline()
    writer.write(word.upper())
    await writer.drain()
    writer.close()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with await asyncio.start_server(_answer, "127.0.0.1", 0) as server:
        app.state.port = server.sockets[0].getsockname()[1]
        yield


app = FastAPI(lifespan=lifespan)


class Shouting:
    def __init__(self, port: int) -> None:
        self.port = port

    async def shout(self, word: str) -> str:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(word.encode() + b"\n")
            return (await reader.readline()).decode().strip()  # fault
        finally:
            writer.close()


@app.get("/shout")
async def shout(request: Request, word: str = "hello") -> dict[str, str]:
    return {"word": await Shouting(request.app.state.port).shout(word)}
