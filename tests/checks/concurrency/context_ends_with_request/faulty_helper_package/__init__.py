"""The context is an object in a module of its own, filled by a decorator around the app."""

from fastapi import FastAPI

from .context import RequestContext, remember


class Wrapped(FastAPI):
    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] == "http":
            remember(dict(scope["headers"]).get(b"authorization"), dict(scope["headers"]).get(b"x-session-id"))
        await super().__call__(scope, receive, send)


app = Wrapped()


@app.get("/session")
async def session() -> dict[str, str]:
    return {"session": RequestContext.current().session}
