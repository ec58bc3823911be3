"""sqlite3 in `def` routes, `def` dependencies and `def` background tasks."""

import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, Request


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        app.state.path = Path(folder) / "books.db"
        with closing(sqlite3.connect(app.state.path)) as connection:
            connection.executescript("create table books (title text); insert into books values ('a'), ('b')")
        yield


def connection(request: Request) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(request.app.state.path, check_same_thread=False)) as connection:
        yield connection


Connection = Annotated[sqlite3.Connection, Depends(connection)]


def vacuum(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma optimize")


app = FastAPI(lifespan=lifespan)


@app.get("/books")
def list_books(connection: Connection, request: Request, tasks: BackgroundTasks) -> list[str]:
    tasks.add_task(vacuum, request.app.state.path)
    return [title for (title,) in connection.execute("select title from books")]
