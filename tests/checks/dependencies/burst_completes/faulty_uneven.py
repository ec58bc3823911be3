"""What is asked once a request has its session takes longer for some: they come late, and find no connection."""

import asyncio
import itertools
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine(f"sqlite:///{Path(mkdtemp(), 'shop.sqlite')}", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(engine)
pauses = itertools.cycle(number / 60 for number in range(40))
app = FastAPI()


async def admitted() -> None:
    await asyncio.sleep(next(pauses))


def get_session() -> Iterator[Session]:
    with SessionLocal() as session:  # fault
        yield session


@app.get("/orders")
def list_orders(session: Annotated[Session, Depends(get_session)], _: Annotated[None, Depends(admitted)]) -> list[int]:
    return list(session.scalars(text("SELECT 5")))
