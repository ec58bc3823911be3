"""A middleware is the last net, and names the exception and its arguments."""

import logging

from fastapi import HTTPException, Request
from fastapi.responses import JSONResponse

from tests.checks.errors._base import make_app

log = logging.getLogger(__name__)
app = make_app("envelope")


@app.middleware("http")
async def never_crash(request: Request, call_next):
    try:
        return await call_next(request)
    except Exception as exc:
        log.exception("crashed")
        error = {"code": "internal_server_error", "message": repr(exc)}
        return JSONResponse({"error": error}, status_code=500)  # fault


@app.get("/shifts/{shift_id}")
async def read_shift(shift_id: int) -> dict[str, int]:
    if shift_id != 1:
        raise HTTPException(404, "No such shift")
    return {"id": shift_id}
