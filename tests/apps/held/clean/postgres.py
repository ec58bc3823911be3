"""PostgreSQL through drivers that await."""

import asyncpg
import psycopg
from fastapi import APIRouter
from sqlalchemy import text

from tests.apps.held.stores import postgres_sessions
from tests.apps.held.surroundings import POSTGRES

router = APIRouter()
URL = f"postgresql://{POSTGRES}"


@router.get("/asyncpg")
async def with_asyncpg() -> int:
    connection = await asyncpg.connect(URL)
    try:
        await connection.execute("select pg_sleep(0.02)")
        return int(await connection.fetchval("select 7"))
    finally:
        await connection.close()


@router.get("/psycopg")
async def with_psycopg() -> str:
    async with await psycopg.AsyncConnection.connect(URL) as connection:
        await connection.execute("select pg_sleep(0.02)")
        cursor = await connection.execute("select 7")
        return str(await cursor.fetchone())


@router.get("/orm-asyncpg")
async def with_orm_asyncpg() -> int:
    async with postgres_sessions() as session:
        await session.execute(text("select pg_sleep(0.02)"))
        return int(await session.scalar(text("select 7")) or 0)
