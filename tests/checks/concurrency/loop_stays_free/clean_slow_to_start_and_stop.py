"""Starting takes its time, on the loop, when nobody waits for anything else."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request


def load_model() -> list[float]:
    time.sleep(0.05)
    return [number / 7 for number in range(500_000)]


def save_model(model: list[float]) -> None:
    time.sleep(0.02)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.model = load_model()
    yield
    save_model(app.state.model)


app = FastAPI(lifespan=lifespan)


@app.get("/predict/{number}")
async def predict(number: int, request: Request) -> float:
    return request.app.state.model[number % 1000]
