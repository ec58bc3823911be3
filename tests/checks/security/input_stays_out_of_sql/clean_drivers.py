"""Drivers without SQLAlchemy, whose statements are constants."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiosqlite
from fastapi import FastAPI
from pydantic import BaseModel

from tests.checks.security._hardened import hardened


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with aiosqlite.connect(":memory:") as app.state.database:
        await app.state.database.execute("CREATE TABLE pages (slug TEXT)")
        yield


app = hardened(lifespan=lifespan)
database = sqlite3.connect(":memory:", check_same_thread=False)
database.row_factory = sqlite3.Row
database.executescript("CREATE TABLE notes (title TEXT, text TEXT); CREATE TABLE tags (name TEXT);")


class Note(BaseModel):
    title: str
    text: str
    tags: list[str] = []


@app.get("/pages/{slug}")
async def page(slug: str) -> list[Any]:
    cursor = await app.state.database.execute("SELECT slug FROM pages WHERE slug = ?", (slug,))
    return [list(row) for row in await cursor.fetchall()]


@app.post("/notes", status_code=201)
def note(body: Note) -> Note:
    with database:
        database.execute("INSERT INTO notes VALUES (:title, :text)", body.model_dump())
        database.executemany("INSERT INTO tags VALUES (?)", [(tag,) for tag in body.tags])
    return body


@app.get("/notes")
def notes(title: str = "", tags: str = "") -> list[dict[str, Any]]:
    marks = ",".join("?" * len(tags.split(",")))
    database.execute(f"SELECT name FROM tags WHERE name IN ({marks})", tags.split(","))
    return [dict(row) for row in database.execute("SELECT * FROM notes WHERE title = ?", (title,))]
