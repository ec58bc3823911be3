"""Who called is set by a dependency, and asked for after the routes have run, where nobody has been set."""

import logging
from contextvars import ContextVar
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, Request

log = logging.getLogger("shop")
caller: ContextVar[str] = ContextVar("caller", default="nobody")
app = FastAPI()


@app.middleware("http")
async def accounted(request: Request, call_next: Any) -> Any:
    response = await call_next(request)
    log.info("%s called %s", caller.get(), request.url.path)  # fault
    return response


async def known(authorization: Annotated[str, Header()] = "") -> str:
    caller.set(authorization or "a visitor")
    return authorization


@app.get("/orders")
async def orders(_: Annotated[str, Depends(known)]) -> list[int]:
    return [1, 2]
