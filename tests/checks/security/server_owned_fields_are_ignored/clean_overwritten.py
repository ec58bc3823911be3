"""A free body whose members the server sets last, or that is answered and not kept."""

from itertools import count
from typing import Any

from fastapi import HTTPException

from tests.checks.security._hardened import hardened

app = hardened()
notes: dict[int, dict[str, Any]] = {}
numbers = count(1)


@app.post("/notes", status_code=201)
def add(body: dict[str, Any]) -> dict[str, Any]:
    number = next(numbers)
    notes[number] = {**body, "id": number, "is_approved": False, "owner_id": 7}
    return notes[number]


@app.get("/notes/{note_id}")
def note(note_id: int) -> dict[str, Any]:
    if note_id not in notes:
        raise HTTPException(404, "no such note")
    return notes[note_id]


@app.post("/drafts", status_code=201)
def draft(body: dict[str, Any]) -> dict[str, Any]:
    number = next(numbers)
    notes[number] = {"id": number, "is_approved": False, "owner_id": 7}
    return {"id": number, "is_approved": False, **body}


@app.get("/drafts/{draft_id}")
def read_draft(draft_id: int) -> dict[str, Any]:
    if draft_id not in notes:
        raise HTTPException(404, "no such draft")
    return notes[draft_id]
