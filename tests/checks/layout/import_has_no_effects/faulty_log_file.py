"""A log file that is made wherever the app is imported."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

FILE = Path(__file__).with_suffix(".log")
handler = logging.FileHandler(FILE)  # fault
logger = logging.getLogger(__name__)
logger.addHandler(handler)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    handler.close()
    FILE.unlink(missing_ok=True)


app = FastAPI(lifespan=lifespan)


@app.get("/items")
async def read_items() -> list[str]:
    return []
