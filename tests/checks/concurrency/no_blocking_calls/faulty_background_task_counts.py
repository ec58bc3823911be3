"""Usage is counted after the answer, over a connection to a collector nobody has heard of."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import BackgroundTasks, FastAPI, Request

from tests.checks.concurrency import _peers

ALSO = ["concurrency.outbound-calls-time-out", "concurrency.requests-run-in-parallel"]


class Collector:
    """Speaks a protocol of lines; each is acknowledged."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.connection = socket.create_connection(address, timeout=5)
        self.answers = self.connection.makefile("rb")

    def count(self, name: str) -> bytes:
        self.connection.sendall(f"{name}:1|c\n".encode())  # fault
        return self.answers.readline()  # fault

    def close(self) -> None:
        self.answers.close()
        self.connection.close()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with _peers.echoing() as address:
        app.state.collector = Collector(address)
        yield
        app.state.collector.close()


async def count(collector: Collector, name: str) -> None:
    collector.count(name)


app = FastAPI(lifespan=lifespan)


@app.get("/items/{item_id}")
async def read_item(item_id: int, request: Request, tasks: BackgroundTasks) -> dict[str, int]:
    tasks.add_task(count, request.app.state.collector, "items")
    return {"id": item_id}
