"""The catch-all handler reads a status code off any exception, and fails with the request already lost."""

import logging

from fastapi import HTTPException, Request
from fastapi.responses import JSONResponse

from tests.checks.errors._base import make_app

ALSO = ("errors.one-shape",)

log = logging.getLogger(__name__)
app = make_app("detail")


@app.exception_handler(Exception)
async def crash(request: Request, exc: Exception) -> JSONResponse:
    log.error("crashed", exc_info=exc)
    return JSONResponse({"detail": "Something went wrong"}, status_code=exc.status_code)  # type: ignore  # fault


@app.get("/bells/{bell_id}")
async def read_bell(bell_id: int) -> int:
    if bell_id != 1:
        raise HTTPException(404, "No such bell")
    return bell_id
