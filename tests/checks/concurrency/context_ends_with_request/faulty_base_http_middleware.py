"""A middleware of Starlette's base class keeps who signed in."""

from contextvars import ContextVar

from fastapi import FastAPI, Request
from pydantic import BaseModel
from starlette.middleware.base import BaseHTTPMiddleware

current_user: ContextVar[str | None] = ContextVar("current_user", default=None)


class UserMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next):
        user = request.headers.get("x-user")
        if user is not None:
            current_user.set(user)  # fault
        return await call_next(request)


class Note(BaseModel):
    text: str


app = FastAPI()
app.add_middleware(UserMiddleware)


@app.post("/notes", status_code=201)
async def write(note: Note) -> dict[str, str | None]:
    return {"text": note.text, "author": current_user.get()}
