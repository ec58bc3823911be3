"""Crashes become answers inside of CORS, in plain ASGI; who is not known is refused inside of it as well."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse


class Crashes:
    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            await self._app(scope, receive, send)
        except Exception:
            if scope["type"] != "http":
                raise
            logging.getLogger("shop").exception("crashed")
            await JSONResponse({"detail": "Something went wrong."}, 500)(scope, receive, send)


app = FastAPI()


@app.middleware("http")
async def knows_callers(request: Request, call_next: Any) -> Any:
    if not request.headers.get("authorization", "").startswith("Bearer token-of-"):
        return JSONResponse({"detail": "Who are you?"}, 401, {"WWW-Authenticate": "Bearer"})
    return await call_next(request)


app.add_middleware(Crashes)
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"], allow_headers=["Authorization"])


@app.get("/orders")
def orders() -> list[int]:
    return [1, 2]


@app.post("/orders")
def order(number: int) -> int:
    return number
