"""PostgreSQL, asked on the loop: a statement that takes no time, and one that does."""

import psycopg
import psycopg2
import psycopg2.pool
from fastapi import APIRouter
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from tests.apps.held.surroundings import POSTGRES

router = APIRouter()
URL = f"postgresql://{POSTGRES}"
engine = create_engine(f"postgresql+psycopg2://{POSTGRES}", pool_size=1)
modern_engine = create_engine(f"postgresql+psycopg://{POSTGRES}", pool_size=1)
pool = psycopg2.pool.ThreadedConnectionPool(1, 5, URL)
kept = psycopg2.connect(URL)
kept.autocommit = True
kept_modern = psycopg.connect(URL, autocommit=True)


@router.get("/psycopg2")
async def with_psycopg2() -> str:
    with kept.cursor() as cursor:
        cursor.execute("select 1")  # blocks: psycopg2
        return str(cursor.fetchone())


@router.get("/psycopg2-slow")
async def with_psycopg2_slow() -> str:
    with kept.cursor() as cursor:
        cursor.execute("select pg_sleep(0.02)")  # blocks: psycopg2-slow
        return str(cursor.fetchone())


@router.get("/psycopg2-connect")
async def with_psycopg2_connect() -> str:
    psycopg2.connect(URL).close()  # blocks: psycopg2-connect
    return "connected"


@router.get("/psycopg2-pool")
async def with_psycopg2_pool() -> str:
    connection = pool.getconn()
    try:
        with connection, connection.cursor() as cursor:  # blocks: psycopg2-pool
            cursor.execute("select 1")  # blocks: psycopg2-pool
            return str(cursor.fetchone())
    finally:
        pool.putconn(connection)


@router.get("/psycopg")
async def with_psycopg() -> str:
    return str(kept_modern.execute("select 1").fetchone())  # blocks: psycopg


@router.get("/psycopg-slow")
async def with_psycopg_slow() -> str:
    return str(kept_modern.execute("select pg_sleep(0.02)").fetchone())  # blocks: psycopg-slow


@router.get("/psycopg-connect")
async def with_psycopg_connect() -> str:
    with psycopg.connect(URL) as connection:  # blocks: psycopg-connect
        return str(connection.execute("select 1").fetchone())  # blocks: psycopg-connect


@router.get("/orm-psycopg2")
async def with_orm_psycopg2() -> int:
    with Session(engine) as session:  # blocks: orm-psycopg2
        return session.execute(text("select 1")).scalar_one()  # blocks: orm-psycopg2


@router.get("/core-psycopg")
async def with_core_psycopg() -> int:
    with modern_engine.begin() as connection:  # blocks: core-psycopg
        return connection.scalar(text("select 1")) or 0  # blocks: core-psycopg
