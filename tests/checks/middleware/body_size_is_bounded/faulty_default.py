"""FastAPI as it comes: a body of any length is read and kept before anybody looks at it."""

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()  # fault


class Note(BaseModel):
    text: str


@app.post("/notes")
def note(note: Note) -> Note:
    return note


@app.put("/notes/{number}")
def change(number: int, note: Note) -> Note:
    return note
