"""Crashes are answered by a function around the routes, which keeps them to itself."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse


def quiet(app: Any) -> Any:
    async def asgi(scope: Any, receive: Any, send: Any) -> None:  # fault
        try:
            await app(scope, receive, send)
        except Exception:
            if scope["type"] != "http":
                raise
            await JSONResponse({"detail": "Something went wrong."}, 500)(scope, receive, send)

    return asgi


class Sized:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.app(scope, receive, send)


app = FastAPI()
app.add_middleware(Sized)
app.add_middleware(quiet)


@app.get("/orders")
def orders(request: Request) -> list[int]:
    return [1, 2]
