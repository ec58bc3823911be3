"""What is in flight is entered in a dict, and taken out again unless it fails."""

import uuid

from fastapi import FastAPI, Request
from starlette.types import ASGIApp, Receive, Scope, Send

IN_FLIGHT: dict[str, str] = {}


class InFlight:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        number = uuid.uuid4().hex
        IN_FLIGHT[number] = scope["path"]  # fault
        await self.app(scope, receive, send)
        IN_FLIGHT.pop(number)


app = FastAPI()
app.add_middleware(InFlight)


@app.get("/in-flight")
async def in_flight() -> dict[str, int]:
    return {"requests": len(IN_FLIGHT)}


@app.post("/echo")
async def echo(request: Request) -> dict[str, int]:
    return {"size": len(await request.body())}
