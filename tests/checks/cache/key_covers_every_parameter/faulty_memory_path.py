"""A middleware of its own keeps answers under the path: what the query asks for is not part of it."""

from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.middleware.base import BaseHTTPMiddleware

NAMES = {"en": "kettle", "de": "Kessel"}


class Pages:
    def __init__(self) -> None:
        self.kept: dict[str, tuple[bytes, str]] = {}

    async def __call__(self, request: Request, call_next: Any) -> Response:
        if request.method != "GET":
            return await call_next(request)
        page = self.kept.get(request.url.path)  # fault
        if page is None:
            answer = await call_next(request)
            body = b"".join([part async for part in answer.body_iterator])
            page = self.kept[request.url.path] = (body, answer.headers["content-type"])
        return Response(page[0], headers={"content-type": page[1]})


app = FastAPI()
app.add_middleware(BaseHTTPMiddleware, dispatch=Pages())


@app.get("/items")
async def items(language: str = "en") -> list[str]:
    return [NAMES.get(language, language)]


@app.get("/sizes")
async def sizes() -> list[int]:
    return [1, 2]
