"""A middleware that answers every exception with a 500, and tells nobody."""

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send


class Barrier:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.app(scope, receive, send)
        except Exception:
            await send({"type": "http.response.start", "status": 500, "headers": []})
            await send({"type": "http.response.body", "body": b"sorry"})


app = FastAPI()  # fault
app.add_middleware(Barrier)


@app.get("/prices")
def prices() -> list[int]:
    return [1, 2, 3]
