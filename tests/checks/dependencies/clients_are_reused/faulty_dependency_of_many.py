"""A dependency opens a client, and two operations use it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import Depends, FastAPI, Request
from tests.checks.dependencies._peers import answering


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with answering() as app.state.weather:
        yield


app = FastAPI(lifespan=lifespan)


async def upstream(request: Request) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=request.app.state.weather) as client:  # fault
        yield client


@app.get("/today")
async def today(client: httpx.AsyncClient = Depends(upstream)) -> dict[str, str]:
    return {"weather": (await client.get("/today")).text}


@app.get("/tomorrow")
async def tomorrow(client: httpx.AsyncClient = Depends(upstream)) -> dict[str, str]:
    return {"weather": (await client.get("/tomorrow")).text}
