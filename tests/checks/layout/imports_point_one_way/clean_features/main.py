from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from . import orders, users
from .database import Base, engine


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    Base.metadata.create_all(engine)
    yield


def create_app() -> FastAPI:
    made = FastAPI(lifespan=lifespan)
    for feature in (users, orders):
        made.include_router(feature.router)
    return made


app = create_app()
