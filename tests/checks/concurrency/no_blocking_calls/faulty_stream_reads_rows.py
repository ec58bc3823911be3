"""An export is streamed by an async generator that walks a cursor."""

import sqlite3
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse

ALSO = ["concurrency.requests-run-in-parallel"]


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        app.state.path = Path(folder) / "books.db"
        with closing(sqlite3.connect(app.state.path)) as connection:
            connection.executescript("create table books (title text); insert into books values ('a'), ('b')")
        yield


async def rows(path: Path) -> AsyncIterator[str]:
    with closing(sqlite3.connect(path)) as connection:  # fault
        for (title,) in connection.execute("select title from books"):  # fault
            yield f"{title}\n"


app = FastAPI(lifespan=lifespan)


@app.get("/books.csv")
async def export_books(request: Request) -> StreamingResponse:
    return StreamingResponse(rows(request.app.state.path), media_type="text/csv")
