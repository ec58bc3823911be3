"""A pure ASGI middleware sets the tenant when there is one, and never takes it back."""

from contextvars import ContextVar

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

tenant: ContextVar[str] = ContextVar("tenant", default="public")


class TenantMiddleware:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            name = Headers(scope=scope).get("x-tenant-id")
            if name:
                tenant.set(name)  # fault
        await self.app(scope, receive, send)


app = FastAPI()
app.add_middleware(TenantMiddleware)


@app.get("/documents")
async def documents() -> dict[str, str]:
    return {"tenant": tenant.get()}
