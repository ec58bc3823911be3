"""Every request first looks up its user, in a thread, and then waits for another thread with the connection in hand."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session


class Database:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def __call__(self) -> Iterator[Session]:
        with Session(self.engine) as session:  # fault
            yield session


folder = Path(tempfile.mkdtemp())
database = Database(create_engine(f"sqlite:///{folder / 'users.sqlite'}", pool_size=4, max_overflow=0))
SessionDep = Annotated[Session, Depends(database)]
app = FastAPI()


def current_user(session: SessionDep) -> str:
    return str(session.scalar(text("select 'ada'")))


@app.get("/me")
def me(user: Annotated[str, Depends(current_user)], session: SessionDep):
    return {"user": user, "orders": session.scalar(text("select 3"))}
