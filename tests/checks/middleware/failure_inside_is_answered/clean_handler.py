"""A handler for all exceptions, which Starlette puts around all middleware."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

log = logging.getLogger("shop")
app = FastAPI()


@app.exception_handler(Exception)
async def crashed(request: Request, error: Exception) -> JSONResponse:
    log.error("crashed", exc_info=error)
    return JSONResponse({"error": "Something went wrong."}, 500)


@app.middleware("http")
async def stamped(request: Request, call_next: Any) -> Any:
    response = await call_next(request)
    response.headers["X-Served-By"] = "shop"
    return response


@app.middleware("http")
async def knows_callers(request: Request, call_next: Any) -> Any:
    if not request.headers.get("authorization", "").startswith("Bearer token-of-"):
        return JSONResponse({"error": "Who are you?"}, 401)
    return await call_next(request)


@app.get("/orders")
def orders() -> list[int]:
    return [1, 2]
