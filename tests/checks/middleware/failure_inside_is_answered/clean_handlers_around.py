"""HTTPExceptions are raised in middleware, and a middleware around it makes answers of them."""

import logging
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exception_handlers import http_exception_handler
from fastapi.responses import JSONResponse

log = logging.getLogger("shop")


def create_app() -> FastAPI:
    made = FastAPI()

    @made.middleware("http")
    async def knows_callers(request: Request, call_next: Any) -> Any:
        if "authorization" not in request.headers:
            raise HTTPException(401, "Who are you?")
        return await call_next(request)

    @made.middleware("http")
    async def answers(request: Request, call_next: Any) -> Any:
        try:
            return await call_next(request)
        except HTTPException as refusal:
            return await http_exception_handler(request, refusal)
        except Exception:
            log.exception("crashed")
            return JSONResponse({"detail": "Something went wrong."}, 500)

    @made.get("/orders")
    def orders() -> list[int]:
        return [1, 2]

    return made


app = create_app()
