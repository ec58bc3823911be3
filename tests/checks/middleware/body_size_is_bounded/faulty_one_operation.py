"""Notes are limited by a middleware; attachments are left out of it, and limited by nothing."""

from typing import Annotated, Any

from fastapi import FastAPI, File, HTTPException, UploadFile

app = FastAPI()


class Limited:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/attachments"):
            await self.app(scope, receive, send)
            return
        received = 0

        async def within_limit() -> Any:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > 1_000_000:
                raise HTTPException(413, "Too long.")
            return message

        await self.app(scope, within_limit, send)


app.add_middleware(Limited)


@app.post("/notes")
def note(text: dict[str, str]) -> dict[str, str]:
    return text


@app.post("/attachments")
async def attach(file: Annotated[UploadFile, File()]) -> str:  # fault
    return file.filename or ""
