"""Starlette's kind of middleware, which used to wait and does not any more, around operations with tasks."""

from typing import Any

from fastapi import BackgroundTasks, FastAPI, Request
from starlette.middleware.base import BaseHTTPMiddleware


class Stamped(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:
        response = await call_next(request)
        response.headers["X-Served-By"] = "shop"
        return response


app = FastAPI()
app.add_middleware(Stamped)


@app.middleware("http")
async def passing(request: Request, call_next: Any) -> Any:
    return await call_next(request)


@app.post("/orders")
def order(tasks: BackgroundTasks) -> str:
    tasks.add_task(print, end="")
    return "noted"


@app.post("/mails")
async def mail(tasks: BackgroundTasks) -> str:
    tasks.add_task(print, end="")
    tasks.add_task(print, end="")
    return "noted"
