"""The author of a post, with the hash of their password, in a list."""

from typing import Any

from fastapi import HTTPException
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from pydantic import BaseModel

from tests.checks.security._hardened import hardened

hasher = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
app = hardened()


class Author(BaseModel):
    name: str
    pwd: str  # fault


class Post(BaseModel):
    id: int
    title: str
    author: Author


posts = {1: Post(id=1, title="a", author=Author(name="ann", pwd=hasher.hash("x")))}


@app.get("/posts", response_model=list[Post])
def listed() -> list[Post]:
    return list(posts.values())


@app.get("/posts/{number}/title")
def title(number: int) -> dict[str, Any]:
    if number not in posts:
        raise HTTPException(404, "no such post")
    return {"title": posts[number].title}
