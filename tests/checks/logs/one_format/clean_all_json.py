"""Everything is JSON, tracebacks as well."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from tests.checks.logs.one_format._json import json_logger

logger = json_logger("shop.all_json")
other = json_logger("other.all_json")
app = FastAPI()


@app.middleware("http")
async def barrier(request: Request, call_next):
    other.info("served")
    try:
        return await call_next(request)
    except Exception:
        logger.exception("crashed")
        return JSONResponse({"detail": "Internal Server Error"}, 500)


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]
