"""What makes answers of crashes was added last, and is around the others."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware

log = logging.getLogger("shop")


class Crashes(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:
        try:
            return await call_next(request)
        except Exception as error:
            report(error)
            return JSONResponse({"error": {"code": "crashed", "message": "Something went wrong."}}, 500)


def report(error: Exception) -> None:
    """Tell a service that collects errors."""


class Tenants:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            scope["state"]["tenant"] = dict(scope["headers"]).get(b"x-tenant", b"nobody").decode()
        await self.app(scope, receive, send)


app = FastAPI()
app.add_middleware(Tenants)
app.add_middleware(Crashes)


@app.get("/tenant")
def tenant(request: Request) -> str:
    return str(request.state.tenant)
