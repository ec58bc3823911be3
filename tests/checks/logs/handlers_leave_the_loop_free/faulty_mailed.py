"""Errors are mailed, and nothing but errors."""

import logging
import logging.handlers
import sys

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

log = logging.getLogger("mailed")
log.propagate = False
mail = logging.handlers.SMTPHandler(("127.0.0.1", 1), "app@example.com", ["ops@example.com"], "failed", timeout=1)
mail.setLevel(logging.ERROR)
log.handlers[:] = [logging.StreamHandler(sys.stderr), mail]
app = FastAPI()


@app.middleware("http")
async def barrier(request: Request, call_next):
    try:
        return await call_next(request)
    except Exception:
        log.exception("failed")  # fault
        return JSONResponse({"detail": "failed"}, 500)


@app.get("/a")
async def a() -> str:
    return "a"
