"""The handler is generic, but asks a helper for an error code which is made of the class and the message."""

import logging

from fastapi import Request
from fastapi.responses import JSONResponse

from tests.checks.errors._base import make_app

log = logging.getLogger(__name__)
app = make_app("envelope")


class Fault:
    def __init__(self, exc: Exception) -> None:
        self.code = type(exc).__name__
        self.message = ", ".join(str(arg) for arg in exc.args)  # fault

    def body(self) -> dict[str, dict[str, str]]:
        return {"error": {"code": self.code, "message": self.message}}


@app.exception_handler(Exception)
async def crash(request: Request, exc: Exception) -> JSONResponse:
    log.error("crashed", exc_info=exc)
    return JSONResponse(Fault(exc).body(), status_code=500)  # fault


@app.get("/teams")
async def teams() -> list[str]:
    return ["red", "blue"]


@app.post("/teams/draw")
async def draw() -> dict[str, str]:
    return {"first": "red"}
