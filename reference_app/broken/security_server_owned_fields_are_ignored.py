"""A note is kept with whatever was sent."""

from itertools import count
from typing import Annotated, Any

from fastapi import HTTPException, Path

from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.models.schemas import Id
from reference_app.routes.dependencies import CurrentUser

app = create_app()
notes: dict[int, dict[str, Any]] = {}
numbers = count(1)


@app.post("/notes", status_code=201, responses=responses(400, 401, 413, 422))
async def write_note(body: dict[str, str | int], me: CurrentUser) -> dict[str, Any]:  # fault
    """Keep a note."""
    number = next(numbers)
    notes[number] = {"owner_id": me.id, **body, "id": number}
    return notes[number]


@app.get("/notes/{note_id}", responses=responses(401, 404, 422))
async def read_note(note_id: Annotated[Id, Path()], _me: CurrentUser) -> dict[str, Any]:
    """Return a note."""
    if note_id not in notes:
        raise HTTPException(404, "There is no such note.")
    return notes[note_id]
