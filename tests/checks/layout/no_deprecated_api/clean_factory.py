"""A factory, and a router with a lifespan of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield


def create_app() -> FastAPI:
    router = APIRouter(lifespan=lifespan)

    @router.get("/items")
    async def read_items() -> list[str]:
        return []

    made = FastAPI()
    made.include_router(router)
    return made


app = create_app()
