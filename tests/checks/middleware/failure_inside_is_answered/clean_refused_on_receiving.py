"""413 is raised where the routes read the body, which is inside of the handlers of exceptions."""

from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

LIMIT = 1_000_000


class Limited:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        received = 0

        async def within_limit() -> Any:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > LIMIT:
                raise HTTPException(413, "Too long.")
            return message

        await self.app(scope, within_limit, send)


app = FastAPI()
app.add_middleware(Limited)


@app.exception_handler(Exception)
def crashed(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": "Something went wrong."}, 500)


@app.post("/notes")
def note(text: dict[str, str]) -> dict[str, str]:
    return text
