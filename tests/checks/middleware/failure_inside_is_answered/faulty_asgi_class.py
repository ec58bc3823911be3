"""Plain ASGI that raises 503 while there is maintenance, and is outside of what knows the exception."""

from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from starlette.middleware import Middleware

CLOSED: set[str] = set()


class Maintained:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["path"] in CLOSED:
            raise HTTPException(503, "Come back later.")  # fault
        await self.app(scope, receive, send)


app = FastAPI(middleware=[Middleware(Maintained)])


@app.exception_handler(HTTPException)
async def refused(request: Request, error: HTTPException) -> JSONResponse:
    return JSONResponse({"error": error.detail}, error.status_code)


@app.get("/orders")
def orders() -> list[int]:
    return [1, 2]
