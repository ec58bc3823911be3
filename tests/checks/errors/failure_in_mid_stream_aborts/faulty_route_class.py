"""A route class counts the bytes of every answer, and swallows what breaks while it does."""

from collections.abc import AsyncIterator, Callable

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute

from tests.checks.errors._base import make_app


async def counted(chunks: AsyncIterator[bytes], request: Request) -> AsyncIterator[bytes]:
    request.state.sent = 0
    try:
        async for chunk in chunks:
            request.state.sent += len(chunk)
            yield chunk
    except Exception:  # fault
        request.state.sent = -1  # fault


class CountedRoute(APIRoute):
    def get_route_handler(self) -> Callable:
        handle = super().get_route_handler()

        async def count(request: Request) -> Response:
            response = await handle(request)
            if isinstance(response, StreamingResponse):
                response.body_iterator = counted(response.body_iterator, request)
            return response

        return count


router = APIRouter(prefix="/logs", route_class=CountedRoute)


async def lines() -> AsyncIterator[bytes]:
    for n in range(10):
        yield b"line %d\n" % n


@router.get("/today")
async def today() -> StreamingResponse:
    return StreamingResponse(lines(), media_type="text/plain")


app = make_app("detail")
app.include_router(router)
