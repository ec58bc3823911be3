"""Key builders that leave out requests, sessions and clients: of fastapi-cache2 and of aiocache."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any

from aiocache import cached
from fastapi import Depends, FastAPI, Request, Response
from fastapi_cache import FastAPICache
from fastapi_cache.backends.inmemory import InMemoryBackend
from fastapi_cache.decorator import cache


class Session:
    async def rows(self, table: str, limit: int) -> list[str]:
        return [f"{table} {number}" for number in range(limit)]


async def session() -> AsyncIterator[Session]:
    yield Session()


def by_url(
    function: Callable[..., Any],
    namespace: str = "",
    *,
    request: Request | None = None,
    response: Response | None = None,
    args: tuple[Any, ...] = (),
    kwargs: dict[str, Any] | None = None,
) -> str:
    query = sorted(request.query_params.multi_items()) if request is not None else []
    return f"{namespace}:{function.__name__}:{query}"


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    FastAPICache.reset()
    FastAPICache.init(InMemoryBackend(), prefix="shop", key_builder=by_url)
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/lamps")
@cache(expire=60)
async def lamps(session: Annotated[Session, Depends(session)], limit: int = 2) -> list[str]:
    return await session.rows("lamp", min(limit, 10))


@cached(ttl=60, key_builder=lambda function, session, limit: f"{function.__name__}:{limit}")
async def kettles_of(session: Session, limit: int) -> list[str]:
    return await session.rows("kettle", min(limit, 10))


@app.get("/kettles")
async def kettles(session: Annotated[Session, Depends(session)], limit: int = 2) -> list[str]:
    return await kettles_of(session, limit)
