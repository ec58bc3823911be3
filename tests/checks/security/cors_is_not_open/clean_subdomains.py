"""ASGI middleware that parses the origin and compares its host, credentials for one's own subdomains only."""

from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.checks.security._hardened import hardened


class Cors:
    def __init__(self, app: ASGIApp, domain: str) -> None:
        self.app, self.domain = app, domain

    def allows(self, origin: str) -> bool:
        parts = urlsplit(origin)
        host = parts.hostname or ""
        return parts.scheme == "https" and (host == self.domain or host.endswith(f".{self.domain}"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        origin = Headers(scope=scope).get("origin", "") if scope["type"] == "http" else ""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.add_vary_header("Origin")
                if self.allows(origin):
                    headers["Access-Control-Allow-Origin"] = origin
                    headers["Access-Control-Allow-Credentials"] = "true"
            await send(message)

        await self.app(scope, receive, answer if origin else send)


app: FastAPI = hardened()
app.add_middleware(Cors, domain="shop.example")


@app.get("/orders")
def orders() -> list[int]:
    return [1]
