"""What is created in Redis, unless it is there, is the only copy there is: it is not lost while the app is judged."""

import json
from typing import Any

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)


class Note(BaseModel):
    slug: str
    text: str


@app.post("/notes", status_code=201)
async def create(note: Note) -> Note:
    if await redis.get(f"note:{note.slug}") is not None:
        raise HTTPException(409)
    await redis.set(f"note:{note.slug}", note.model_dump_json())
    return note


@app.get("/notes/{slug}")
async def read(slug: str) -> Any:
    stored = await redis.get(f"note:{slug}")
    if stored is None:
        raise HTTPException(404)
    return json.loads(stored)


@app.put("/notes/{slug}")
async def replace(slug: str, text: str) -> Note:
    if await redis.get(f"note:{slug}") is None:
        raise HTTPException(404)
    note = Note(slug=slug, text=text)
    await redis.set(f"note:{slug}", note.model_dump_json())
    return note
