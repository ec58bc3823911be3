"""A mounted app with CORS of its own, outermost, and a barrier inside; the pages around it are for no other origin."""

import logging
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware

log = logging.getLogger("shop")


class Barrier(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        try:
            return await call_next(request)
        except Exception:
            log.exception("failed")
            return JSONResponse({"detail": "something went wrong"}, 500)


api = FastAPI()
api.add_middleware(Barrier)
api.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"], allow_methods=["GET", "PUT"])
app = FastAPI()


@api.get("/things/{number}")
async def thing(number: int) -> dict[str, int]:
    if number > 100:
        raise HTTPException(404, "no such thing")
    return {"number": number}


@api.put("/things/{number}")
async def change(number: int, name: str = "a") -> dict[str, str]:
    return {"name": name}


@app.get("/page")
async def page() -> dict[str, str]:
    return {"page": "home"}


app.mount("/api", api)
