"""FastAPI as it comes: three shapes, of which the plain-text 500 breaks the {"detail": ...} of the others."""

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

from tests.checks.errors._base import Text

ALSO = ("errors.no-input-crashes", "errors.statuses-are-documented")

app = FastAPI()  # fault


class Note(BaseModel):
    text: Text


NOTES: dict[int, Note] = {1: Note(text="hello")}


@app.get("/notes/{note_id}")
async def read_note(note_id: int) -> Note:
    if note_id not in NOTES:
        raise HTTPException(status_code=404, detail="Note not found")
    return NOTES[note_id]


@app.post("/notes", status_code=201)
async def create_note(note: Note) -> Note:
    NOTES[len(NOTES) + 1] = note
    return note
