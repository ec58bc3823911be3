"""A factory opens what its app needs: who calls it wants that, and importing it does nothing."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI


def create_app() -> FastAPI:
    over = threading.Event()
    threading.Thread(target=over.wait, daemon=True).start()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        over.set()

    made = FastAPI(lifespan=lifespan)

    @made.get("/items")
    async def read_items() -> list[str]:
        return []

    return made


def app() -> FastAPI:
    return create_app()
