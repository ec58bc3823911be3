"""A middleware object remembers the id of the request it last saw."""

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class CorrelationMiddleware:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.correlation_id = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        self.correlation_id = Headers(scope=scope).get("x-correlation-id", "none")  # fault

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Correlation-ID"] = self.correlation_id
            await send(message)

        await self.app(scope, receive, send_with_id)


app = FastAPI()
app.add_middleware(CorrelationMiddleware)


@app.get("/books")
async def books() -> list[str]:
    return ["Dune"]


@app.post("/books", status_code=201)
def add(title: str) -> dict[str, str]:
    return {"title": title}
