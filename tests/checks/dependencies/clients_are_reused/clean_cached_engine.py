"""The engine is made behind `lru_cache`; sessions are made for each request, which is what they are for."""

import tempfile
from collections.abc import Iterator
from functools import lru_cache

from fastapi import Depends, FastAPI
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

app = FastAPI()


@lru_cache
def engine() -> Engine:
    return create_engine(f"sqlite:///{tempfile.mkdtemp()}/shop.db", pool_size=40)


def session() -> Iterator[Session]:
    with Session(engine()) as one:
        yield one


@app.get("/items/count")
def count(one: Session = Depends(session)) -> dict[str, int]:
    return {"count": int(one.execute(text("select 3")).scalar_one())}
