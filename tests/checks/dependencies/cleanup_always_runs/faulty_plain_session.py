"""A session that is closed below the `yield`, and nowhere else."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

ALSO = ("dependencies.connections-return",)

SessionLocal = sessionmaker(create_engine(f"sqlite:///{Path(mkdtemp(), 'x.sqlite')}"))

app = FastAPI()


def get_db() -> Iterator[Session]:
    db = SessionLocal()
    yield db
    db.close()  # fault


@app.get("/one")
def read_one(db: Annotated[Session, Depends(get_db)]) -> int:
    return db.execute(text("SELECT 1")).scalar_one()
