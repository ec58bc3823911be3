"""A function that opens a connection, called while its caller has one open."""

import tempfile
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import create_engine, text

ALSO = ("dependencies.one-connection-per-request",)

engine = create_engine(f"sqlite:///{Path(tempfile.mkdtemp(), 'x.sqlite')}")
app = FastAPI()


def rate(currency: str) -> int:
    with engine.connect() as connection:  # fault
        return connection.scalar(text("select length(:currency)"), {"currency": currency}) or 1


@app.get("/prices")
def prices(currency: str = "EUR") -> list[int]:
    with engine.connect() as connection:
        found = connection.scalars(text("select 100 union select 200")).all()
        return [price * rate(currency) for price in found]
