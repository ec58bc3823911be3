"""Reports are made in several threads, with one session."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine(f"sqlite:///{Path(mkdtemp(), 'shop.sqlite')}", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(engine)
app = FastAPI()


def get_session() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session


@app.get("/report")
def read_report(session: Annotated[Session, Depends(get_session)]) -> list[int]:
    session.execute(text("SELECT 1"))

    def month(number: int) -> int:
        return session.scalar(text("SELECT :number"), {"number": number}) or 0  # fault

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(month, range(4)))
