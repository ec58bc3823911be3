"""What is returned is no model and becomes one: ORM objects, dataclasses, dates, extra members, numbers as texts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from tests.checks.errors._base import Text, make_app

app = make_app("envelope")


class Invoice(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    total: Decimal
    day: date


class Open(BaseModel):
    model_config = ConfigDict(extra="allow")

    name: Text


@dataclass
class Point:
    x: int
    y: int


@app.get("/invoice", response_model=Invoice)
def invoice() -> Any:
    number = UUID("6a1b7a33-8f6e-4c0e-9f7e-9d4d3e4a1c11")
    return SimpleNamespace(id=number, total="3.10", day=datetime(2024, 1, 1, tzinfo=UTC), secret=1)


@app.get("/point")
def point() -> Point:
    return Point(x=1, y=2)


@app.get("/open", response_model=Open)
def open_model() -> Any:
    return {"name": "a", "more": [1]}


@app.get("/untyped")
def untyped():
    return {"anything": {"goes": datetime(2024, 1, 1, tzinfo=UTC)}}
