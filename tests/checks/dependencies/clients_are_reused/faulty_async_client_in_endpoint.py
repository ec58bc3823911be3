"""The weather is asked for with a client made for each request."""

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


@app.get("/weather")
async def weather(request: Request) -> dict[str, str]:
    async with httpx.AsyncClient(base_url=request.app.state.weather) as client:  # fault
        return {"weather": (await client.get("/today")).text}
