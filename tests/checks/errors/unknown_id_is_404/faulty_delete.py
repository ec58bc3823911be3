"""Reading is right; removing what is not there is a 500."""

from fastapi import HTTPException
from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app

ALSO = ("errors.no-input-crashes",)

app = make_app("detail")


class Note(BaseModel):
    text: Text


NOTES = {1: Note(text="one")}


@app.post("/notes", status_code=201)
async def create_note(note: Note) -> dict[str, int]:
    NOTES[len(NOTES) + 1] = note
    return {"id": len(NOTES)}


@app.get("/notes/{note_id}")
async def read_note(note_id: int) -> Note:
    if note_id not in NOTES:
        raise HTTPException(404, "No such note")
    return NOTES[note_id]


@app.delete("/notes/{note_id}", status_code=204)
async def delete_note(note_id: int) -> None:
    del NOTES[note_id]  # fault
