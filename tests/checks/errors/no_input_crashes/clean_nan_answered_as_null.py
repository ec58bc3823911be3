"""NaN and infinity are welcome: the response model writes them as null, as pydantic does."""

from typing import Any

from pydantic import BaseModel

from tests.checks.errors._base import make_app

app = make_app("detail")


class Reading(BaseModel):
    celsius: float


class Stored(BaseModel):
    celsius: float | None
    extra: dict[str, int] = {}


@app.post("/readings", status_code=201)
async def add_reading(reading: Reading) -> Stored:
    finite = abs(reading.celsius) < 1e6
    return Stored(celsius=reading.celsius if finite else None)


@app.post("/echo")
async def keys(document: dict[str, Any]) -> dict[str, int]:
    return {"keys": len(document)}
