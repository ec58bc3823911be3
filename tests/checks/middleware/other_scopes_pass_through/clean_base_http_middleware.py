"""Starlette's middleware passes on by itself what is not HTTP."""

from typing import Any

from fastapi import FastAPI, Request, WebSocket
from fastapi.middleware.gzip import GZipMiddleware
from starlette.middleware.base import BaseHTTPMiddleware


class Stamped(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:
        return await call_next(request)


app = FastAPI()
app.add_middleware(Stamped)
app.add_middleware(GZipMiddleware)


@app.middleware("http")
async def passing(request: Request, call_next: Any) -> Any:
    return await call_next(request)


@app.get("/health")
def health() -> str:
    return "well"


@app.websocket("/chat")
async def chat(socket: WebSocket) -> None:
    await socket.accept()
    await socket.close()
