"""Problem details made by the outermost middleware, plain ASGI, with a log; others only refuse by answering."""

import logging

from fastapi import FastAPI, Request
from fastapi.middleware import Middleware
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("shop")


def problem(status: int, title: str) -> JSONResponse:
    return JSONResponse({"status": status, "title": title}, status, media_type="application/problem+json")


class Problems:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except HTTPException as refusal:
            if started:
                raise
            await problem(refusal.status_code, str(refusal.detail))(scope, receive, send)
        except Exception:
            log.exception("%s %s failed", scope["method"], scope["path"])
            if started:
                raise
            await problem(500, "something went wrong")(scope, receive, send)


class Maintenance:
    def __init__(self, app: ASGIApp) -> None:
        self.app, self.closed = app, False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self.closed:
            await problem(503, "back soon")(scope, receive, send)
            return
        await self.app(scope, receive, send)


app = FastAPI(middleware=[Middleware(Problems), Middleware(Maintenance)])


@app.exception_handler(HTTPException)
async def refused(request: Request, error: HTTPException) -> JSONResponse:
    return problem(error.status_code, str(error.detail))


@app.get("/things/{number}")
async def thing(number: int) -> dict[str, int]:
    if number > 100:
        raise HTTPException(404, "no such thing")
    return {"number": number}
