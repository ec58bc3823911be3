"""A session is rolled back when something fails, and the exception forgotten."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

SessionLocal = sessionmaker(create_engine(f"sqlite:///{Path(mkdtemp(), 'x.sqlite')}"))


def get_db() -> Iterator[Session]:
    db = SessionLocal()
    try:
        yield db
    except Exception:  # fault
        db.rollback()
    finally:
        db.close()


app = FastAPI()


@app.get("/one")
def read_one(db: Annotated[Session, Depends(get_db)]) -> int:
    return db.execute(text("SELECT 1")).scalar_one()
