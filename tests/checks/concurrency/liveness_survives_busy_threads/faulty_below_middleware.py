"""A middleware of the app's own stands above the probe that needs a thread."""

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

app = FastAPI()


class Passing:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


app.add_middleware(Passing)


@app.get("/healthz")
def healthy() -> dict[str, str]:  # fault
    return {"status": "ok"}
