"""structlog's context is bound in plain ASGI, bound further by a dependency, and cleared."""

import uuid
from collections.abc import Awaitable, Callable
from typing import Annotated

import structlog
from fastapi import BackgroundTasks, Depends, FastAPI, Header, Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send

log = structlog.get_logger("shop")


class Context:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            structlog.contextvars.clear_contextvars()
            structlog.contextvars.bind_contextvars(request_id=uuid.uuid4().hex, path=scope["path"])
        await self.app(scope, receive, send)


app = FastAPI()


@app.middleware("http")
async def status(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    with structlog.contextvars.bound_contextvars(method=request.method):
        response = await call_next(request)
        log.info("answered", status=response.status_code)
    return response


app.add_middleware(Context)


async def tenant(x_tenant: Annotated[str, Header()] = "nobody") -> str:
    structlog.contextvars.bind_contextvars(tenant=x_tenant)
    return x_tenant


@app.get("/things")
async def things(tenant: Annotated[str, Depends(tenant)], tasks: BackgroundTasks) -> list[str]:
    log.info("asked")
    tasks.add_task(log.info, "later")
    return [tenant]


@app.get("/slow")
def slow() -> dict[str, str]:
    log.info("in a thread")
    return {}
