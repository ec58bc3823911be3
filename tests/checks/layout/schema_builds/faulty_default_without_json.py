"""A default that no JSON can hold: pydantic leaves it out, and warns."""

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

UNSET: Any = object()


class Change(BaseModel):
    name: Any = UNSET


app = FastAPI()


@app.post("/changes")
async def change(change: Change) -> dict[str, bool]:  # fault
    return {"name": change.name is UNSET}
