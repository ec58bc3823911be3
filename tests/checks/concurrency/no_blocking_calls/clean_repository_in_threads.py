"""A synchronous ORM behind coroutines that hand it to threads."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import FastAPI, Request
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{Path(folder) / 'shop.db'}")
        with engine.begin() as connection:
            connection.execute(text("create table orders (id integer primary key)"))
        app.state.orders = Orders(engine)
        yield
        engine.dispose()


class Orders:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def _count(self) -> int:
        with Session(self.engine) as session:
            return session.execute(text("select count(*) from orders")).scalar_one()

    async def count(self) -> int:
        return await run_in_threadpool(self._count)


app = FastAPI(lifespan=lifespan)


@app.get("/orders/count")
async def count_orders(request: Request) -> int:
    return await request.app.state.orders.count()
