"""A middleware in ASGI itself around a probe, and one that answers it before anything else does."""

from typing import Any

from fastapi import FastAPI
from starlette.responses import PlainTextResponse


class Probes:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["path"] == "/lbheartbeat":
            await PlainTextResponse("ok")(scope, receive, send)
            return
        await self.app(scope, receive, send)


app = FastAPI()
app.add_middleware(Probes)


@app.get("/heartbeat")
async def heartbeat() -> str:
    return "ok"


@app.get("/lbheartbeat")
def load_balancer() -> str:
    return "answered by the middleware"
