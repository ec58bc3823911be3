"""Models for requests, extras that are refused, PUT under an id of the caller's, an echo, admins who may."""

from itertools import count
from typing import Annotated, Any

from fastapi import Depends, HTTPException
from pydantic import BaseModel, ConfigDict

from tests.checks.security._hardened import bearer, hardened

app = hardened()
things: dict[int, dict[str, Any]] = {}
documents: dict[str, dict[str, Any]] = {}
numbers = count(1)


class NewThing(BaseModel):
    name: str


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str


class NewUser(BaseModel):
    username: str
    password: str
    is_admin: bool = False


@app.post("/things", status_code=201)
def add(body: NewThing) -> dict[str, Any]:
    number = next(numbers)
    things[number] = {"id": number, "is_approved": False, "created_at": "2031-01-01T00:00:00", **body.model_dump()}
    return things[number]


@app.get("/things/{thing_id}")
def thing(thing_id: int) -> dict[str, Any]:
    if thing_id not in things:
        raise HTTPException(404, "no such thing")
    return things[thing_id]


@app.post("/strict", status_code=201)
def strict(body: Strict) -> dict[str, Any]:
    return {"id": next(numbers), "owner_id": 7, **body.model_dump()}


@app.post("/echo")
def echo(body: dict[str, Any]) -> dict[str, Any]:
    return body


@app.put("/documents/{document_id}")
def put(document_id: str, body: dict[str, Any]) -> dict[str, Any]:
    documents[document_id] = {**body, "id": document_id}
    return documents[document_id]


@app.post("/users", status_code=201)
def invite(body: NewUser, user: Annotated[str, Depends(bearer)]) -> dict[str, Any]:
    return {"id": next(numbers), "username": body.username, "is_admin": body.is_admin and user == "ann"}
