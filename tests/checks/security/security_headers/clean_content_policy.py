"""A policy says who may frame a page; a stream and a file have what the middleware adds."""

from collections.abc import Iterator
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, HTMLResponse, StreamingResponse
from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Headers:
    def __init__(self, app: ASGIApp, **headers: str) -> None:
        self.app = app
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        await self.app(scope, receive, answer if scope["type"] == "http" else send)


app = FastAPI(openapi_url=None)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "testserver"])
app.add_middleware(
    Headers,
    x_content_type_options="nosniff",
    content_security_policy="default-src 'self'; frame-ancestors 'none'",
    strict_transport_security="max-age=31536000",
)


@app.get("/page", response_class=HTMLResponse)
def page() -> str:
    return "<p>hello</p>"


@app.get("/lines")
def lines() -> StreamingResponse:
    def made() -> Iterator[str]:
        yield from ("a\n", "b\n")

    return StreamingResponse(made(), media_type="text/plain")


@app.get("/source", response_class=FileResponse)
def source() -> Path:
    return Path(__file__)
