"""A 500 carries an id under which the log has the whole story; the answer has nothing else."""

import logging
import uuid

from fastapi import Request
from fastapi.responses import JSONResponse

from tests.checks.errors._base import make_app

log = logging.getLogger(__name__)
app = make_app("detail")


@app.exception_handler(Exception)
async def crash(request: Request, exc: Exception) -> JSONResponse:
    error_id = uuid.uuid4().hex
    log.error("error %s: %s", error_id, exc, exc_info=exc)
    detail = f"Something went wrong. Tell us this number: {error_id}"
    return JSONResponse({"detail": detail, "error_id": error_id, "path": request.url.path}, status_code=500)


@app.get("/planets")
async def planets() -> list[str]:
    return ["mars"]
