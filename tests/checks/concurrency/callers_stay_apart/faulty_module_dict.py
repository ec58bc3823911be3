"""A module-level dict that is keyed by nothing is filled by the endpoint and read by a helper."""

import asyncio
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
STATE: dict[str, Any] = {}


class Order(BaseModel):
    customer: str
    note: str = ""


@app.post("/orders", status_code=201)
async def place(order: Order) -> dict[str, Any]:
    STATE["order"] = order  # fault
    await reserve()
    return confirmation()


async def reserve() -> None:
    await asyncio.sleep(0)


def confirmation() -> dict[str, Any]:
    return {"confirmed": True, "for": STATE["order"].customer}
