"""Each of two apps has a limit of its own: the one for files a higher one."""

from fastapi import FastAPI, UploadFile
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class TooLong(Exception):
    pass


class Limit:
    def __init__(self, app: ASGIApp, size: int) -> None:
        self.app, self.size = app, size

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        left, started = self.size, False

        async def counted() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise TooLong
            return message

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, counted, noted)
        except TooLong:
            if not started:
                await PlainTextResponse("too long", 413)(scope, receive, send)


class Note(BaseModel):
    text: str


files = FastAPI()
files.add_middleware(Limit, size=4_000_000)
notes = FastAPI()
notes.add_middleware(Limit, size=100_000)
app = FastAPI()


@files.post("/")
async def upload(file: UploadFile) -> dict[str, int | None]:
    return {"size": file.size}


@notes.post("/")
async def note(body: Note) -> Note:
    return body


app.mount("/files", files)
app.mount("/notes", notes)
