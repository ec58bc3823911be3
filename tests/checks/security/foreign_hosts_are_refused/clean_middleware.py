"""ASGI middleware that refuses with 421, and links that are made of a setting."""

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.checks.security._hardened import Careful

BASE = "https://api.shop.example"


class Hosts:
    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            host = Headers(scope=scope).get("host", "").partition(":")[0]
            if host not in self.hosts:
                await JSONResponse({"detail": "not here"}, 421)(scope, receive, send)
                return
        await self.app(scope, receive, send)


app = FastAPI(openapi_url=None, redirect_slashes=False)
app.add_middleware(Hosts, hosts=("127.0.0.1", "testserver"))
app.add_middleware(Careful)


@app.get("/confirmations/{number}")
def confirmation(number: int, request: Request) -> dict[str, str]:
    return {"link": f"{BASE}{request.app.url_path_for('confirmation', number=number)}"}


@app.get("/old")
def old() -> Response:
    return RedirectResponse(f"{BASE}/new", 308)
