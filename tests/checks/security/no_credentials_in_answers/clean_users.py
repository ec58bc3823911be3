"""Users without what is secret: left out, hidden, null, a policy, a label."""

import hashlib
from itertools import count
from typing import Any

from fastapi import HTTPException
from pydantic import BaseModel, Field, SecretStr

from tests.checks.security._hardened import hardened

app = hardened()
users: dict[int, dict[str, Any]] = {}
numbers = count(1)


class NewUser(BaseModel):
    username: str
    password: SecretStr
    password_confirmation: str = ""


class User(BaseModel):
    id: int
    username: str


class Profile(User):
    password: SecretStr
    password_hash: str = Field(exclude=True)
    password_changed_at: str = "2031-05-04T10:11:12Z"
    has_password: bool = True
    api_secret: str | None = None


@app.post("/users", status_code=201, response_model=User)
def register(body: NewUser) -> Any:
    number = next(numbers)
    digest = hashlib.sha256(body.password.get_secret_value().encode()).hexdigest()
    users[number] = {"id": number, "username": body.username, "password": "x", "password_hash": digest}
    return users[number]


@app.get("/users/{user_id}", response_model=Profile)
def user(user_id: int) -> Any:
    if user_id not in users:
        raise HTTPException(404, "no such user")
    return users[user_id]


@app.get("/policy")
def policy() -> dict[str, Any]:
    return {
        "password": {"min_length": 12},
        "password_hint": "12 letters, 1 digit",
        "secret": "what you must not tell 1",
    }


@app.get("/labels")
def labels() -> dict[str, str]:
    return {"password": "Password", "new_password": "New password (12 letters)", "secret": "Secret"}


@app.get("/form")
def form() -> dict[str, Any]:
    return {"username": "string", "password": "string", "secret_key": "sk_live_************4242"}
