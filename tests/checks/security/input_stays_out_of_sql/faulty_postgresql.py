"""A value in a body is formatted into an UPDATE, with PostgreSQL and psycopg."""

import psycopg
from pydantic import BaseModel

from tests.checks.security._hardened import hardened

app = hardened()
URL = "postgresql://postgres@127.0.0.1:5432/test"


class Note(BaseModel):
    title: str
    text: str


@app.post("/notes")
def note(body: Note) -> dict[str, str]:
    with psycopg.connect(URL) as connection:
        row = connection.execute(f"SELECT '{body.title}', %s::text", (body.text,)).fetchone()  # fault
    return {"title": row[0], "text": row[1]}
