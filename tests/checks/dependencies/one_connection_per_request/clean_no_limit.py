"""Pools that nobody waits for: none at all, one without a limit, and the one connection of a database in memory."""

from fastapi import FastAPI
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.pool import NullPool, StaticPool

from tests.checks.dependencies._shop import sync_engine

none, unlimited = sync_engine(poolclass=NullPool), sync_engine(max_overflow=-1)
memory = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
app = FastAPI()


def twice(engine: Engine) -> int:
    with engine.connect() as first, engine.connect() as second:
        return first.scalars(select(1)).one() + second.scalars(select(1)).one()


@app.get("/none")
def without_pool() -> int:
    return twice(none)


@app.get("/unlimited")
def without_limit() -> int:
    return twice(unlimited)


@app.get("/memory")
def in_memory() -> int:
    return twice(memory)
