"""Only known paths are let through, to known callers; one report, which does not stream, is kept whole for a while."""

from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

KNOWN = ("/items", "/reports")
kept: dict[str, tuple[bytes, dict[str, str]]] = {}


def create_app() -> FastAPI:
    made = FastAPI()

    @made.middleware("http")
    async def keeps_reports(request: Request, call_next: Any) -> Response:
        if not request.url.path.startswith("/reports"):
            response: Response = await call_next(request)
            return response
        if request.url.path not in kept:
            answer = await call_next(request)
            kept[request.url.path] = b"".join([part async for part in answer.body_iterator]), dict(answer.headers)
        body, headers = kept[request.url.path]
        return Response(body, headers=headers)

    @made.middleware("http")
    async def knows(request: Request, call_next: Any) -> Response:
        if not request.url.path.startswith(KNOWN):
            return JSONResponse({"detail": "Nothing here."}, 404)
        if not request.headers.get("authorization", "").startswith("Bearer token-of-"):
            return JSONResponse({"detail": "Who are you?"}, 401)
        response: Response = await call_next(request)
        return response

    @made.get("/items")
    def items() -> list[str]:
        return ["kettle"]

    @made.get("/reports")
    def report() -> dict[str, int]:
        return {"items": 1}

    return made


app = create_app()
