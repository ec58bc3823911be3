"""Routes for paths, but whatever a client calls its method."""

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest

registry = CollectorRegistry()
REQUESTS = Counter("requests", "Requests.", ["method", "route", "status"], registry=registry)


class Measured:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        status = 500

        async def noting(message):
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            route = getattr(scope.get("route"), "path", "unmatched")
            REQUESTS.labels(method=scope["method"], route=route, status=status).inc()  # fault


app = FastAPI()
app.add_middleware(Measured)


@app.get("/users/{name}")
def read_user(name: str) -> dict[str, str]:
    return {"name": name}


@app.get("/metrics", include_in_schema=False)
def metrics() -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
