"""A class of routes counts what its operations receive, by a request of its own."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, FastAPI, HTTPException, Request, Response
from fastapi.routing import APIRoute
from starlette.types import Message

LIMIT = 500_000


class BoundedRoute(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        original = super().get_route_handler()

        async def handler(request: Request) -> Response:
            receive, count = request.receive, 0

            async def counted() -> Message:
                nonlocal count
                message = await receive()
                count += len(message.get("body", b""))
                if count > LIMIT:
                    raise HTTPException(413, "too long")
                return message

            return await original(Request(request.scope, counted))

        return handler


app = FastAPI()
router = APIRouter(prefix="/notes", route_class=BoundedRoute)


@router.post("")
async def add(text: dict[str, str]) -> dict[str, str]:
    return text


@router.put("/{number}")
async def change(number: int, text: dict[str, str]) -> dict[str, str]:
    return text


app.include_router(router)
