"""One `requests.Session` for the module, used in worker threads."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import requests
from fastapi import FastAPI, Request
from tests.checks.dependencies._peers import answering


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with answering() as app.state.weather:
        yield


app = FastAPI(lifespan=lifespan)
session = requests.Session()


@app.get("/weather")
def weather(request: Request) -> dict[str, str]:
    return {"weather": session.get(f"{request.app.state.weather}/today", timeout=2).text}
