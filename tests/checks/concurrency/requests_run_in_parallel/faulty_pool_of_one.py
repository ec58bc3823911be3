"""SQLAlchemy with a single connection, which every request has to wait for."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import QueuePool, create_engine, text
from sqlalchemy.orm import Session

_file = Path(tempfile.mkdtemp()) / "shop.db"
engine = create_engine(
    f"sqlite:///{_file}",
    poolclass=QueuePool,
    pool_size=1,
    max_overflow=0,
    connect_args={"check_same_thread": False},
)
app = FastAPI()


def session() -> Iterator[Session]:
    with Session(engine) as opened:
        yield opened


@app.get("/total")
def total(db: Annotated[Session, Depends(session)]) -> int:
    return db.execute(text("select 42")).scalar_one()  # fault
