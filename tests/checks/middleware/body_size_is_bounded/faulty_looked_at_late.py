"""An operation that looks at how long a body was, once all of it is there."""

from fastapi import FastAPI, HTTPException, Request
from starlette.types import ASGIApp, Receive, Scope, Send

LIMIT = 1_000_000


class Announced:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["state"]["announced"] = dict(scope["headers"]).get(b"content-length", b"").decode()
        await self.app(scope, receive, send)


app = FastAPI()  # fault
app.add_middleware(Announced)


@app.post("/events")
async def events(request: Request, events: list[dict[str, str]]) -> dict[str, int]:
    size = len(await request.body())
    if size > LIMIT:
        raise HTTPException(413, "too long")
    return {"events": len(events), "size": size}
