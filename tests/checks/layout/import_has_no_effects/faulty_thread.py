"""A thread that every process has which imports the app."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

over = threading.Event()
threading.Thread(target=over.wait, name="refreshes", daemon=True).start()  # fault


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    over.set()


app = FastAPI(lifespan=lifespan)


@app.get("/items")
async def read_items() -> list[str]:
    return []
