"""Endpoints that open a session and close it again in one thread, before the answer is made."""

import tempfile
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

engine = create_engine(f"sqlite:///{Path(tempfile.mkdtemp(), 'x.sqlite')}", pool_size=3, max_overflow=2)
sessions = sessionmaker(engine)
app = FastAPI()


@app.get("/names")
def names() -> list[str]:
    with sessions() as session:
        return list(session.scalars(text("select 'kettle' union select 'pot'")))


@app.get("/names/{name}")
def length(name: str) -> int:
    with engine.begin() as connection:
        first = connection.scalar(text("select length(:name)"), {"name": name})
    with engine.begin() as connection:  # the other was given back
        return (first or 0) + (connection.scalar(text("select 1")) or 0)
