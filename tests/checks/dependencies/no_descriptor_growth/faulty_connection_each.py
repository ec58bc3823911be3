"""Every look at the ledger opens a connection to the ledger's server, and keeps it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI, Request


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while await reader.readline():
        writer.write(b"12\n")
        await writer.drain()
    writer.close()


class Ledger:
    def __init__(self, port: int) -> None:
        self.port = port
        self.connections: list[asyncio.StreamWriter] = []

    async def balance(self) -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)  # fault
        self.connections.append(writer)
        writer.write(b"balance\n")
        return int(await reader.readline())


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    server = await asyncio.start_server(_serve, "127.0.0.1", 0)
    app.state.ledger = Ledger(server.sockets[0].getsockname()[1])
    yield
    for writer in app.state.ledger.connections:
        writer.close()
    server.close()


app = FastAPI(lifespan=lifespan)


def get_ledger(request: Request) -> Ledger:
    return request.app.state.ledger


@app.get("/balance")
async def balance(ledger: Ledger = Depends(get_ledger)) -> dict[str, int]:
    return {"balance": await ledger.balance()}
