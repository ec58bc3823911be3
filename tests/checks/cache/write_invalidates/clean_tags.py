"""Tags: a write counts up the number of what it changes, which is part of every key that depends on it."""

import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)
books: dict[int, dict[str, Any]] = {}


class Book(BaseModel):
    title: str = Field(max_length=50)


async def generation(*tags: str) -> str:
    try:
        return "-".join(str(one or 0) for one in await redis.mget([f"tag:{tag}" for tag in tags]))
    except RedisError:
        return "none"


async def outdated(*tags: str) -> None:
    with suppress(RedisError):
        for tag in tags:
            await redis.incr(f"tag:{tag}")


async def recalled(key: str) -> Any:
    with suppress(RedisError, ValueError):
        return json.loads(await redis.get(key) or "null")
    return None


async def kept(key: str, value: Any) -> Any:
    with suppress(RedisError):
        await redis.set(key, json.dumps(value), ex=300)
    return value


@app.post("/books", status_code=201)
async def create(book: Book) -> dict[str, Any]:
    made = {"id": len(books) + 1, "title": book.title}
    books[len(books) + 1] = made
    await outdated("books")
    return made


@app.get("/books")
async def read_all() -> list[str]:
    key = f"books:{await generation('books')}"
    known = await recalled(key)
    if isinstance(known, list):
        return [str(one) for one in known]
    return [str(one) for one in await kept(key, [one["title"] for one in books.values()])]


@app.get("/books/{book_id}")
async def read(book_id: int) -> dict[str, Any]:
    key = f"book:{book_id}:{await generation('books', f'book:{book_id}')}"
    known = await recalled(key)
    if isinstance(known, dict):
        return known
    if book_id not in books:
        raise HTTPException(404)
    return dict(await kept(key, books[book_id]))


@app.put("/books/{book_id}")
async def change(book_id: int, book: Book) -> dict[str, Any]:
    if book_id not in books:
        raise HTTPException(404)
    books[book_id] = {"id": book_id, "title": book.title}
    await outdated("books", f"book:{book_id}")
    return books[book_id]
