"""Whatever was sent becomes the row."""

from itertools import count
from typing import Any

from fastapi import HTTPException

from tests.checks.security._hardened import hardened

app = hardened()
things: dict[int, dict[str, Any]] = {}
numbers = count(1)


@app.post("/things", status_code=201)
def add(body: dict[str, Any]) -> dict[str, Any]:  # fault
    number = next(numbers)
    things[number] = {"is_approved": False, "owner_id": 7, **body, "id": number}
    return things[number]


@app.get("/things/{thing_id}")
def thing(thing_id: int) -> dict[str, Any]:
    if thing_id not in things:
        raise HTTPException(404, "no such thing")
    return things[thing_id]
