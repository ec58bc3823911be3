"""The access log's level follows the status; crashes are errors."""

import logging

import structlog
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.JSONRenderer()])
logger = structlog.get_logger()
app = FastAPI()


@app.middleware("http")
async def access(request: Request, call_next):
    try:
        response = await call_next(request)
    except Exception:
        logger.exception("crashed")
        return JSONResponse({"detail": "Internal Server Error"}, 500)
    level = logging.WARNING if response.status_code >= 400 else logging.INFO
    logger.log(level, "served", status=response.status_code)
    return response


@app.get("/items/{item_id}")
async def item(item_id: int) -> int:
    if item_id > 3:
        raise HTTPException(404)
    return item_id
