"""What belongs to a request is in request.state; there is no context variable at all."""

from fastapi import FastAPI, Request
from pydantic import BaseModel

app = FastAPI()


class Note(BaseModel):
    text: str


@app.middleware("http")
async def identify(request: Request, call_next):
    if user := request.headers.get("x-user"):
        request.state.user = user
    return await call_next(request)


@app.post("/notes", status_code=201)
async def write(note: Note, request: Request) -> dict[str, str]:
    return {"text": note.text, "author": getattr(request.state, "user", "nobody")}
