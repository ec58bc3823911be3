"""A guest book: what anybody writes is there for everybody to read."""

import asyncio

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
ENTRIES: list[dict[str, str]] = []


class Entry(BaseModel):
    name: str
    text: str


@app.post("/entries", status_code=201)
async def write(entry: Entry) -> dict[str, object]:
    ENTRIES.append(entry.model_dump())
    await asyncio.sleep(0)
    return {"entries": ENTRIES, "latest": ENTRIES[-1]["name"]}


@app.get("/entries")
async def read() -> list[dict[str, str]]:
    await asyncio.sleep(0)
    return ENTRIES
