"""What makes answers of crashes was added first: what crashes in the others is answered by Starlette, as text."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware

log = logging.getLogger("shop")


class Crashes(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:  # fault
        try:
            return await call_next(request)
        except Exception:
            log.exception("crashed")
            return JSONResponse({"error": {"code": "crashed", "message": "Something went wrong."}}, 500)


class Tenants:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            scope["state"]["tenant"] = dict(scope["headers"]).get(b"x-tenant", b"nobody").decode()
        await self.app(scope, receive, send)


app = FastAPI()
app.add_middleware(Crashes)
app.add_middleware(Tenants)


@app.get("/tenant")
def tenant(request: Request) -> str:
    return str(request.state.tenant)
