"""A driver written in C, called in a pool made for it."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing

import psycopg2
from fastapi import FastAPI, Request

from tests.checks.concurrency import _peers


class Database:
    def __init__(self, host: str, port: int) -> None:
        self.pool = ThreadPoolExecutor(8)
        self.address = {"host": host, "port": port, "user": "app", "dbname": "app"}

    def _run(self, statement: str) -> int:
        with closing(psycopg2.connect(**self.address, connect_timeout=1)) as connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return int(cursor.fetchone()[0])

    async def run(self, statement: str) -> int:
        return await asyncio.get_running_loop().run_in_executor(self.pool, self._run, statement)

    def close(self) -> None:
        self.pool.shutdown()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with _peers.answering_sql() as (host, port):
        app.state.database = Database(host, port)
        yield
        app.state.database.close()


app = FastAPI(lifespan=lifespan)


@app.get("/orders/count")
async def count_orders(request: Request) -> int:
    return await request.app.state.database.run("select count(*) as one from orders")
