"""The service stands in an app that runs in debug mode."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from reference_app.main import create_app

inner = create_app()


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    async with inner.router.lifespan_context(inner):
        yield


app = FastAPI(lifespan=lifespan, openapi_url=None, debug=True)  # fault


@app.get("/ping")
async def ping() -> str:
    """Tell that the service is there."""
    return "pong"


app.mount("", inner)
