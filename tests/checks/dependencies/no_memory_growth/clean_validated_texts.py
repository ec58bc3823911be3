"""Texts read as JSON are kept by pydantic for the next that are the same, in a table that has an end."""

import json
from uuid import uuid4

from fastapi import FastAPI
from pydantic import BaseModel, TypeAdapter

app = FastAPI()


class Ticket(BaseModel):
    number: int
    token: str


tickets = TypeAdapter(list[Ticket])


@app.get("/tickets/{number}")
def ticket(number: int) -> Ticket:
    return Ticket.model_validate_json(json.dumps({"number": number, "token": uuid4().hex}))


@app.get("/tickets")
async def several() -> list[Ticket]:
    return tickets.validate_json(json.dumps([{"number": number, "token": uuid4().hex} for number in range(3)]))
