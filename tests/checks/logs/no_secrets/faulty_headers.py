"""A middleware logs all headers of every request."""

import logging

from fastapi import FastAPI, Request

logging.basicConfig(level=logging.INFO)
logger = logging.getLogger("shop.access")
app = FastAPI()


@app.middleware("http")
async def access(request: Request, call_next):
    logger.info("%s %s %s", request.method, request.url.path, dict(request.headers))  # fault
    return await call_next(request)


@app.get("/prices")
async def prices() -> list[int]:
    return [1, 2, 3]
