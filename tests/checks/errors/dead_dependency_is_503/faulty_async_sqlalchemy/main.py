"""The app, which makes its table when it starts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from tests.checks.errors._base import make_app
from tests.checks.errors.dead_dependency_is_503.faulty_async_sqlalchemy import database, queries

router = APIRouter(prefix="/songs")


@router.get("")
async def list_songs(session: Annotated[AsyncSession, Depends(database.session)]) -> list[str]:
    return await queries.titles(session)  # fault


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    await database.create()
    yield
    await database.engine.dispose()


app = make_app("detail", lifespan=lifespan)
app.include_router(router)
