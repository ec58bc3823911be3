"""A slug in the path is formatted into a statement of an asynchronous driver, as is a header."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import aiosqlite
from fastapi import FastAPI, Header

from tests.checks.security._hardened import hardened


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with aiosqlite.connect(":memory:") as app.state.database:
        await app.state.database.execute("CREATE TABLE pages (slug TEXT, tenant TEXT)")
        yield


app = hardened(lifespan=lifespan)


@app.get("/pages/{slug}")
async def page(slug: str) -> list[Any]:
    cursor = await app.state.database.execute(f"SELECT * FROM pages WHERE slug = '{slug}'")  # fault
    return [list(row) for row in await cursor.fetchall()]


@app.get("/tenants")
async def tenants(x_tenant: Annotated[str, Header()]) -> list[Any]:
    query = "SELECT * FROM pages WHERE tenant = '" + x_tenant + "'"
    async with app.state.database.execute(query) as cursor:  # fault
        return [list(row) for row in await cursor.fetchall()]
