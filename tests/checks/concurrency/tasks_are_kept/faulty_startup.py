"""The refresher is started with the app, and dropped."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

RATES = {"EUR": 1.0}


async def refresh_for_ever() -> None:
    while True:
        await asyncio.sleep(60)
        RATES["EUR"] += 0.01


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    asyncio.create_task(refresh_for_ever())  # fault
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/rates")
async def read_rates() -> dict[str, float]:
    return RATES
