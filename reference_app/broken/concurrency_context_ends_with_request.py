"""A middleware that keeps the campaign a visitor came by, for those who came by one."""

from contextvars import ContextVar

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from reference_app.main import create_app

campaign: ContextVar[str] = ContextVar("campaign", default="none")


class Campaign:
    """Keeps the campaign a request belongs to."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = Headers(scope=scope).get("x-campaign") if scope["type"] == "http" else None
        if name is not None:
            campaign.set(name)  # fault
        await self._app(scope, receive, send)


app = create_app()
app.add_middleware(Campaign)


@app.get("/campaign")
async def read_campaign() -> dict[str, str]:
    """Return the campaign the visitor came by."""
    return {"campaign": campaign.get()}
