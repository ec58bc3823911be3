"""What is created is kept in memory, as this demo is meant to."""

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel


class Note(BaseModel):
    text: str


class Notes:
    def __init__(self) -> None:
        self._notes: list[tuple[int, Note]] = []

    def add(self, note: Note) -> int:
        self._notes = [*self._notes, (len(self._notes) + 1, note)]
        return len(self._notes)

    def get(self, number: int) -> Note:
        return dict(self._notes)[number]


def create_app() -> FastAPI:
    app = FastAPI()
    notes = Notes()

    @app.post("/notes", status_code=201)
    async def create_note(note: Note) -> dict[str, int]:
        return {"id": notes.add(note)}

    @app.get("/notes/{note_id}")
    async def get_note(note_id: int) -> Note:
        try:
            return notes.get(note_id)
        except KeyError:
            raise HTTPException(404, "no such note") from None

    return app


app = create_app()
