"""The model of the answer has the hash in it, for one user and for all."""

import hashlib
import secrets
from itertools import count

from fastapi import HTTPException
from pydantic import BaseModel

from tests.checks.security._hardened import hardened

app = hardened()
users: dict[int, dict[str, object]] = {}
numbers = count(1)


class NewUser(BaseModel):
    username: str
    password: str


class User(BaseModel):
    id: int
    username: str
    hashed_password: str  # fault


@app.post("/users", status_code=201)
def register(body: NewUser) -> User:
    salt = secrets.token_hex(8)
    digest = hashlib.sha256((salt + body.password).encode()).hexdigest()
    user = User(id=next(numbers), username=body.username, hashed_password=f"{salt}{digest}")
    users[user.id] = user.model_dump()
    return user


@app.get("/users/{user_id}", response_model=User)
def user(user_id: int) -> object:
    if user_id not in users:
        raise HTTPException(404, "no such user")
    return users[user_id]


@app.get("/users", response_model=list[User])
def everybody() -> object:
    return list(users.values())
