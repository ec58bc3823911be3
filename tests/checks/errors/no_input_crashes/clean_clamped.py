"""Anything goes, because it is clamped, replaced or quoted before use."""

import math
import sqlite3
from urllib.parse import quote

from fastapi import HTTPException, Response
from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app

app = make_app("detail")
MAX = 2**63 - 1
connection = sqlite3.connect(":memory:", check_same_thread=False)
connection.execute("CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
connection.execute("INSERT INTO tags VALUES (1, 'red'), (2, 'blue')")


class Tag(BaseModel):
    name: Text
    weight: float = 1.0


@app.get("/tags/{tag_id}")
def read_tag(tag_id: int) -> Tag:
    row = connection.execute("SELECT name FROM tags WHERE id = ?", (max(-MAX, min(tag_id, MAX)),)).fetchone()
    if row is None:
        raise HTTPException(404, "No such tag")
    return Tag(name=row[0])


@app.post("/tags", status_code=201)
def create_tag(tag: Tag, response: Response) -> Tag:
    response.headers["Location"] = f"/tags/{quote(tag.name)}"
    weight = tag.weight if math.isfinite(tag.weight) else 0.0
    return Tag(name=tag.name, weight=weight)
