"""Blocking around the endpoint: dependencies, middleware, handlers, responses, routes."""

import asyncio
import hashlib
import json
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.routing import APIRoute
from starlette.background import BackgroundTask
from starlette.endpoints import HTTPEndpoint
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.types import ASGIApp, Message, Receive, Scope, Send

router = APIRouter()


class Quota:
    def __init__(self, limit: int) -> None:
        self.limit = limit

    async def __call__(self) -> int:
        time.sleep(0.02)  # blocks: dependency-call
        return self.limit


@router.get("/dependency-call")
async def dependency_call(quota: Annotated[int, Depends(Quota(5))]) -> int:
    return quota


async def _unit_of_work() -> AsyncIterator[str]:
    yield "work"
    time.sleep(0.02)  # blocks: dependency-cleanup


@router.get("/dependency-cleanup")
async def dependency_cleanup(work: Annotated[str, Depends(_unit_of_work)]) -> str:
    return work


async def _token() -> str:
    time.sleep(0.02)  # blocks: dependency-nested
    return "token"


async def _user(token: Annotated[str, Depends(_token)]) -> str:
    return f"user of {token}"


async def _admin(user: Annotated[str, Depends(_user)]) -> str:
    return f"admin {user}"


@router.get("/dependency-nested")
async def dependency_nested(admin: Annotated[str, Depends(_admin)]) -> str:
    return admin


async def _check_password(request: Request) -> bytes:
    given = request.headers.get("authorization", "nobody").encode()
    return hashlib.pbkdf2_hmac("sha256", given, b"salt", 700_000)  # blocks: dependency-security


@router.get("/dependency-security", dependencies=[Depends(_check_password)])
async def dependency_security() -> str:
    return "welcome"


async def _audited() -> None:
    time.sleep(0.02)  # blocks: router-dependency


audited = APIRouter(dependencies=[Depends(_audited)])


@audited.get("/router-dependency")
async def router_dependency() -> str:
    return "audited"


router.include_router(audited)


@router.get("/background")
async def background(tasks: BackgroundTasks) -> str:
    tasks.add_task(_notify, "ann")
    return "later"


async def _notify(name: str) -> None:
    await asyncio.sleep(0)
    time.sleep(0.02)  # blocks: background


@router.get("/background-of-response")
async def background_of_response() -> JSONResponse:
    return JSONResponse("later", background=BackgroundTask(_count))


async def _count() -> None:
    time.sleep(0.02)  # blocks: background-of-response


@router.get("/stream")
async def stream() -> StreamingResponse:
    return StreamingResponse(_rows(), media_type="text/csv")


async def _rows() -> AsyncIterator[str]:
    for number in range(3):
        time.sleep(0.01)  # blocks: stream
        yield f"{number}\n"


class OutOfStockError(Exception):
    pass


async def out_of_stock(request: Request, error: Exception) -> JSONResponse:
    time.sleep(0.02)  # blocks: exception-handler
    return JSONResponse({"alternatives": []})


@router.get("/exception-handler")
async def exception_handler() -> str:
    raise OutOfStockError


@router.get("/middleware-http")
async def middleware_http() -> str:
    return "through"


async def signed(request: Request, call_next: RequestResponseEndpoint) -> Response:
    response = await call_next(request)
    if request.url.path.endswith("/middleware-http"):
        time.sleep(0.02)  # blocks: middleware-http
    return response


@router.get("/middleware-base")
async def middleware_base() -> str:
    return "through"


class Metered(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        if request.url.path.endswith("/middleware-base"):
            self._meter()
        return await call_next(request)

    def _meter(self) -> None:
        time.sleep(0.02)  # blocks: middleware-base


@router.get("/middleware-asgi")
async def middleware_asgi() -> str:
    return "through"


@router.get("/middleware-send")
async def middleware_send() -> str:
    return "through"


class Traced:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if path.endswith("/middleware-asgi"):
            time.sleep(0.02)  # blocks: middleware-asgi

        async def traced(message: Message) -> None:
            if path.endswith("/middleware-send") and message["type"] == "http.response.start":
                time.sleep(0.02)  # blocks: middleware-send
            await send(message)

        await self.app(scope, receive, traced)


class Recorded(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def recorded(request: Request) -> Response:
            response = await handle(request)
            time.sleep(0.02)  # blocks: custom-route
            return response

        return recorded


recording = APIRouter(route_class=Recorded)


@recording.get("/custom-route")
async def custom_route() -> str:
    return "recorded"


router.include_router(recording)


class Stamped(JSONResponse):
    def render(self, content: Any) -> bytes:
        time.sleep(0.02)  # blocks: response-class
        return json.dumps({"stamp": 1, "content": content}).encode()


@router.get("/response-class", response_class=Stamped)
async def response_class() -> Stamped:
    return Stamped("content")


class Plain(HTTPEndpoint):
    async def get(self, request: Request) -> Response:
        time.sleep(0.02)  # blocks: starlette-endpoint
        return Response("plain")


mounted = FastAPI()


@mounted.get("/mounted")
async def in_mounted() -> str:
    time.sleep(0.02)  # blocks: mounted
    return "mounted"


def install(app: FastAPI) -> None:
    """Put around the app what surrounds only these operations' requests."""
    app.add_exception_handler(OutOfStockError, out_of_stock)
    app.middleware("http")(signed)
    app.add_middleware(Metered)
    app.add_middleware(Traced)
    app.add_route("/blocking/starlette-endpoint", Plain)
    app.mount("/blocking/sub", mounted)
