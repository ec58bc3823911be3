"""The first caller sees everything, and who registers sees their own."""

import hashlib
import secrets
from itertools import count
from typing import Annotated, Any

from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from pydantic import BaseModel

from tests.checks.security._hardened import hardened

LOGIN = True
app = hardened()
scheme = OAuth2PasswordBearer(tokenUrl="token")
users: dict[str, dict[str, Any]] = {}
tokens: dict[str, str] = {}
failures: dict[str, int] = {}
items: dict[int, dict[str, Any]] = {}
numbers = count(1)


class NewUser(BaseModel):
    username: str
    password: str


class Title(BaseModel):
    title: str


def hashed(password: str) -> str:
    return hashlib.sha256(password.encode()).hexdigest()


users["demo"] = {"hash": hashed("demo-password"), "superuser": True}


@app.post("/users", status_code=201)
def register(body: NewUser) -> dict[str, str]:
    if body.username in users:
        raise HTTPException(409, "taken")
    users[body.username] = {"hash": hashed(body.password), "superuser": False}
    return {"username": body.username}


@app.post("/token")
def token(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> dict[str, str]:
    if failures.get(form.username, 0) > 4:
        raise HTTPException(429, "later", headers={"Retry-After": "60"})
    known = users.get(form.username)
    if known is None or known["hash"] != hashed(form.password):
        failures[form.username] = failures.get(form.username, 0) + 1
        raise HTTPException(400, "wrong")
    made = secrets.token_urlsafe()
    tokens[made] = form.username
    return {"access_token": made, "token_type": "bearer"}


def current(token: Annotated[str, Depends(scheme)]) -> str:
    if token not in tokens:
        raise HTTPException(401, "who are you?", headers={"WWW-Authenticate": "Bearer"})
    return tokens[token]


User = Annotated[str, Depends(current)]


def existing(item_id: int, user: User) -> dict[str, Any]:
    if item_id not in items:
        raise HTTPException(404, "no such item")
    if items[item_id]["seller"] != user and not users[user]["superuser"]:
        raise HTTPException(403, "not yours")
    return items[item_id]


Item = Annotated[dict[str, Any], Depends(existing)]


@app.post("/items", status_code=201)
def add(user: User, body: Title) -> dict[str, Any]:
    number = next(numbers)
    items[number] = {"id": number, "title": body.title, "seller": user}
    return items[number]


@app.get("/items")
def listed(user: User) -> list[dict[str, Any]]:
    return [one for one in items.values() if users[user]["superuser"] or one["seller"] == user]


@app.get("/items/{item_id}")
def item(found: Item) -> dict[str, Any]:
    return found


@app.put("/items/{item_id}")
def rename(found: Item, body: Title) -> dict[str, Any]:
    found["title"] = body.title
    return found


@app.delete("/items/{item_id}")
def remove(found: Item) -> dict[str, bool]:
    del items[found["id"]]
    return {"removed": True}
