"""Users and their tokens are kept in a repository without a database."""

import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel


class Credentials(BaseModel):
    username: str
    password: str


class Users:
    def __init__(self) -> None:
        self.by_name: dict[str, Credentials] = {}
        self.tokens: dict[str, str] = {}


app = FastAPI()
app.state.users = Users()


def users() -> Users:
    return app.state.users


UsersDep = Annotated[Users, Depends(users)]


@app.post("/users", status_code=201)
async def register(user: Credentials, users: UsersDep) -> dict[str, str]:
    users.by_name[user.username] = user
    return {"username": user.username}


@app.post("/tokens", status_code=201)
async def log_in(user: Credentials, users: UsersDep) -> dict[str, str]:
    token = secrets.token_urlsafe()
    users.tokens[token] = user.username
    return {"token": token}


@app.get("/users")
async def list_users(users: UsersDep, authorization: Annotated[str, Header()] = "") -> list[str]:
    if authorization and authorization.removeprefix("Bearer ") not in users.tokens:
        raise HTTPException(401)
    return list(users.by_name)
