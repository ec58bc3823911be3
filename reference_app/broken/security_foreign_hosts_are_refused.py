"""The service stands in an app that answers under any name."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from reference_app.main import create_app

inner = create_app()


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    async with inner.router.lifespan_context(inner):
        yield


app = FastAPI(lifespan=lifespan, openapi_url=None)  # fault


@app.get("/ping")
async def ping() -> str:
    """Tell that the service is there."""
    return "pong"


app.mount("", inner)
