"""A dependency of a class lends connections of its own pool, for a whole router."""

import queue
import sqlite3
from collections.abc import Iterator

from fastapi import APIRouter, Depends, FastAPI, Request

ALSO = ("dependencies.connections-return",)


class Connections:
    def __init__(self, size: int) -> None:
        self._idle: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
        for _ in range(size):
            self._idle.put(sqlite3.connect(":memory:", check_same_thread=False))

    def __call__(self, request: Request) -> Iterator[sqlite3.Connection]:
        connection = self._idle.get(timeout=1)
        request.state.connection = connection
        yield connection
        self._idle.put(connection)  # fault


router = APIRouter(prefix="/reports", dependencies=[Depends(Connections(60))])


@router.get("/latest")
def read_latest(request: Request) -> int:
    return int(request.state.connection.execute("SELECT 1").fetchone()[0])


app = FastAPI()
app.include_router(router)
