"""A class around the app that answers 413 itself, for the app and what is mounted; the upload has a higher limit."""

from typing import Annotated, Any

from fastapi import FastAPI, Form, UploadFile
from fastapi.responses import JSONResponse

LIMITS = {"/attachments": 10_000_000}


class TooLongError(Exception):
    pass


class Limited:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        limit = LIMITS.get(scope.get("path", ""), 1_000_000)
        received = 0
        started = False

        async def within_limit() -> Any:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise TooLongError
            return message

        async def noting(message: Any) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, within_limit if scope["type"] == "http" else receive, noting)
        except Exception:
            if received <= limit or started:
                raise
            await JSONResponse({"detail": "Too long."}, 413)(scope, receive, send)


api = FastAPI()


@api.post("/attachments")
async def attach(file: UploadFile) -> str:
    return file.filename or ""


@api.post("/login")
async def login(name: Annotated[str, Form()]) -> str:
    return name


mounted = FastAPI()


@mounted.post("/notes")
def note(text: dict[str, str]) -> dict[str, str]:
    return text


api.mount("/mounted", mounted)
app = Limited(api)
