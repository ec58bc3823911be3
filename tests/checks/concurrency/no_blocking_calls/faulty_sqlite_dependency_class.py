"""A dependency made from a class looks up who calls, in a database that is a file."""

import sqlite3
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, Header, Request

ALSO = ["concurrency.async-routes-await", "concurrency.requests-run-in-parallel"]


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        app.state.users = sqlite3.connect(Path(folder) / "users.db", check_same_thread=False)
        app.state.users.executescript("create table users (name text); insert into users values ('guest')")
        yield
        app.state.users.close()


class KnownUser:
    async def __call__(self, request: Request, x_user: Annotated[str, Header()] = "guest") -> bool:
        users: sqlite3.Connection = request.app.state.users
        found = users.execute("select 1 from users where name = ?", [x_user]).fetchone()  # fault
        return found is not None


app = FastAPI(lifespan=lifespan)


@app.get("/me")
async def read_me(known: Annotated[bool, Depends(KnownUser())]) -> dict[str, bool]:
    return {"known": known}
