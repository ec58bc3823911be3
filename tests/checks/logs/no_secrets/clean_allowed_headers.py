"""Some headers are logged, by name; the debug line with all of them is never made."""

import logging

from fastapi import FastAPI, Request

logging.basicConfig(level=logging.INFO)
logger = logging.getLogger("shop.some")
app = FastAPI()


@app.middleware("http")
async def access(request: Request, call_next):
    logger.info("%s %s", request.headers.get("user-agent"), request.headers.get("accept"))
    logger.debug("%s", dict(request.headers))
    return await call_next(request)


@app.get("/prices")
async def prices(page_token: str = "") -> list[int]:
    logger.info("page %r", page_token)
    return [1, 2, 3]
