"""A client is made when the first request needs it, and kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI, Request
from tests.checks.dependencies._peers import answering


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with answering() as app.state.weather:
        yield


app = FastAPI(lifespan=lifespan)
_client: httpx.AsyncClient | None = None


def client() -> httpx.AsyncClient:
    global _client
    if _client is None:
        _client = httpx.AsyncClient(timeout=2)
    return _client


@app.get("/weather")
async def weather(request: Request) -> dict[str, str]:
    return {"weather": (await client().get(f"{request.app.state.weather}/today")).text}
