"""Counts when a response starts: that of a crash starts outside of here."""

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Counter, Summary, generate_latest

RESPONSES = Counter("gx_responses", "Responses.", ["handler", "family"])
LATENCY = Summary("gx_latency_seconds", "Latency.", ["handler"])


class Measuring:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message):
            if message["type"] == "http.response.start":
                route = scope.get("route")
                RESPONSES.labels(getattr(route, "name", "none"), f"{message['status'] // 100}xx").inc()  # fault
            await send(message)

        name = "none"
        with LATENCY.labels(name).time():
            await self.app(scope, receive, sending)


app = FastAPI()
app.add_middleware(Measuring)


@app.get("/pages/{slug}")
async def page(slug: str) -> str:
    return slug


@app.get("/internal/metrics", include_in_schema=False)
async def metrics() -> PlainTextResponse:
    return PlainTextResponse(generate_latest(REGISTRY), headers={"content-type": CONTENT_TYPE_LATEST})
