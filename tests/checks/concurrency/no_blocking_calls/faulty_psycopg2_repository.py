"""A driver written in C runs a statement that takes no time, in a repository, on the loop."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import psycopg2
from fastapi import APIRouter, Depends, FastAPI, Request

from tests.checks.concurrency import _peers

ALSO = ["concurrency.async-routes-await", "concurrency.outbound-calls-time-out", "concurrency.requests-run-in-parallel"]
router = APIRouter()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with _peers.answering_sql() as (host, port):
        app.state.database = psycopg2.connect(host=host, port=port, user="app", dbname="app", connect_timeout=5)
        app.state.database.autocommit = True
        yield
        app.state.database.close()


class Orders:
    def __init__(self, database: Any) -> None:
        self.database = database

    def count(self) -> int:
        with self.database.cursor() as cursor:
            cursor.execute("SELECT count(*) AS one FROM orders")  # fault
            return int(cursor.fetchone()[0])


async def orders(request: Request) -> Orders:
    return Orders(request.app.state.database)


@router.get("/orders/count")
async def count_orders(orders: Annotated[Orders, Depends(orders)]) -> dict[str, int]:
    return {"count": orders.count()}


app = FastAPI(lifespan=lifespan)
app.include_router(router)
