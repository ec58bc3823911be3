"""Each tenant has a client of its own, made once."""

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
clients: dict[str, httpx.AsyncClient] = {}


@app.get("/tenants/{tenant}/weather")
async def weather(tenant: str, request: Request) -> dict[str, str]:
    if tenant not in clients:
        clients[tenant] = httpx.AsyncClient(base_url=request.app.state.weather, headers={"x-tenant": tenant})
    return {"weather": (await clients[tenant].get("/today")).text}
