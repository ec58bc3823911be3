"""The middleware has read the body before it sets anything: nothing resumes the connection after that."""

from contextvars import ContextVar

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

user: ContextVar[str] = ContextVar("user", default="nobody")


class BufferedUser:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body = b""
        more = True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        given = False

        async def receive_again() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        if name := Headers(scope=scope).get("x-user"):
            user.set(name)
        await self.app(scope, receive_again, send)


app = FastAPI()
app.add_middleware(BufferedUser)


@app.get("/me")
async def me() -> dict[str, str]:
    return {"user": user.get()}
