"""The variable is set for everybody, to nothing for those who do not say who they are."""

from contextvars import ContextVar

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

user: ContextVar[str | None] = ContextVar("user", default=None)


class UserMiddleware:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        token = user.set(Headers(scope=scope).get("x-user"))
        try:
            await self.app(scope, receive, send)
        finally:
            user.reset(token)


app = FastAPI()
app.add_middleware(UserMiddleware)


@app.get("/me")
async def me() -> dict[str, str | None]:
    return {"user": user.get()}
