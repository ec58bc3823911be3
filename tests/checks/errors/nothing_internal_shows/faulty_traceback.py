"""The catch-all handler is kind enough to send the traceback along."""

import logging
import traceback

from fastapi import Request
from fastapi.responses import JSONResponse

from tests.checks.errors._base import make_app

log = logging.getLogger(__name__)
app = make_app("problem")


def describe(exc: Exception) -> dict[str, object]:
    problem: dict[str, object] = {"type": "about:blank", "title": "Internal Server Error", "status": 500}
    problem["trace"] = traceback.format_exception(exc)[-3:]  # fault
    return problem


@app.exception_handler(Exception)
def crash(request: Request, exc: Exception) -> JSONResponse:
    log.error("crashed", exc_info=exc)
    return JSONResponse(describe(exc), 500, media_type="application/problem+json")  # fault


@app.get("/stations")
def stations() -> list[str]:
    return ["north", "south"]
