"""Connections of SQLAlchemy's Core, two in one request, and one handed to a thread that is waited for."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import Connection, create_engine, text

engine = create_engine(f"sqlite:///{Path(mkdtemp(), 'shop.sqlite')}", connect_args={"check_same_thread": False})
app = FastAPI()


def get_connection() -> Iterator[Connection]:
    with engine.begin() as connection:
        yield connection


def _count(connection: Connection, number: int) -> int:
    return connection.execute(text("SELECT :number"), {"number": number}).scalar() or 0


@app.get("/users/count")
def count_users(connection: Annotated[Connection, Depends(get_connection)]) -> int:
    with engine.connect() as other:
        return _count(connection, 7) + _count(other, 1)


@app.get("/orders/count")
async def count_orders(connection: Annotated[Connection, Depends(get_connection)]) -> int:
    return await asyncio.to_thread(_count, connection, 12)
