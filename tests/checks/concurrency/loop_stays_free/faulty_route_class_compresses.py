"""A route class packs every answer as small as can be."""

import gzip
import random
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from fastapi.routing import APIRoute

ALSO = ["concurrency.async-routes-await", "concurrency.requests-run-in-parallel"]
TEXT = random.Random(1).randbytes(800_000).hex()


class Packed(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def packed(request: Request) -> Response:
            response = await answer(request)
            body = gzip.compress(bytes(response.body), 9)  # fault
            return Response(body, headers={"Content-Encoding": "gzip"})

        return packed


router = APIRouter(route_class=Packed)


@router.get("/archive")
async def read_archive() -> PlainTextResponse:
    return PlainTextResponse(TEXT)


app = FastAPI()
app.include_router(router)
