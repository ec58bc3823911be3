"""The app around asks for a token before what is mounted, an app in CORS, is asked."""

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send


class Gate:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # fault
        if scope["type"] == "http" and Headers(scope=scope).get("authorization") != "Bearer token-of-ann":
            headers = {"Access-Control-Allow-Origin": "https://shop.example", "Vary": "Origin"}
            await JSONResponse({"detail": "who are you?"}, 401, headers)(scope, receive, send)
            return
        await self.app(scope, receive, send)


api = FastAPI()
app = FastAPI()
app.mount("/api", CORSMiddleware(api, allow_origins=["https://shop.example"], allow_headers=["authorization"]))
app.add_middleware(Gate)


@api.get("/orders")
async def orders() -> list[int]:
    return [1]
