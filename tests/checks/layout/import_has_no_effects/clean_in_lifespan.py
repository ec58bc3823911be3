"""Everything is opened when the app starts, and closed when it ends."""

import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

FILE = Path(__file__).with_suffix(".db")


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    over = threading.Event()
    thread = threading.Thread(target=over.wait, daemon=True)
    thread.start()
    app.state.database = sqlite3.connect(FILE, check_same_thread=False)
    yield
    app.state.database.close()
    over.set()
    FILE.unlink(missing_ok=True)


app = FastAPI(lifespan=lifespan)


@app.get("/items")
async def read_items() -> list[str]:
    return []
