"""ASGI middleware that compares only how the origin ends."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.checks.security._hardened import hardened

TRUSTED = ("shop.example", "localhost:3000")


class Cors:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        origin = Headers(scope=scope).get("origin", "") if scope["type"] == "http" else ""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and origin.endswith(TRUSTED):
                headers = MutableHeaders(scope=message)
                headers["Access-Control-Allow-Origin"] = origin
                headers["Access-Control-Allow-Credentials"] = "true"  # fault
            await send(message)

        await self.app(scope, receive, answer)


app = hardened()
app.add_middleware(Cors)


@app.get("/orders")
def orders() -> list[int]:
    return [1]
