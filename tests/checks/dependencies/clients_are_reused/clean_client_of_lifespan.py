"""One client, opened by the lifespan and handed on by a dependency."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import Depends, FastAPI, Request
from tests.checks.dependencies._peers import answering


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with answering() as address:
        async with httpx.AsyncClient(base_url=address) as app.state.client:
            yield


app = FastAPI(lifespan=lifespan)


def upstream(request: Request) -> httpx.AsyncClient:
    return request.app.state.client


@app.get("/weather")
async def weather(client: httpx.AsyncClient = Depends(upstream)) -> dict[str, str]:
    return {"weather": (await client.get("/today")).text}
