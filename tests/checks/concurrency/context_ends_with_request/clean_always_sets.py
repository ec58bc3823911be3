"""Every request sets the variable first, whoever calls."""

import uuid
from contextvars import ContextVar

from fastapi import FastAPI, Request
from pydantic import BaseModel

request_id: ContextVar[str] = ContextVar("request_id", default="-")
app = FastAPI()


class Note(BaseModel):
    text: str


@app.middleware("http")
async def identify(request: Request, call_next):
    request_id.set(request.headers.get("x-request-id") or uuid.uuid4().hex)
    return await call_next(request)


@app.get("/notes")
async def notes() -> dict[str, str]:
    return {"request": request_id.get()}


@app.post("/notes", status_code=201)
async def write(note: Note) -> dict[str, str]:
    return {"request": request_id.get(), "text": note.text}
