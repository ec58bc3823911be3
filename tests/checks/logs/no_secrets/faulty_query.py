"""The line about each request holds its query, and with it the token that the operation takes there."""

import logging
import sys

from fastapi import FastAPI, Request

logger = logging.getLogger("shop.queries")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [logging.StreamHandler(sys.stderr)]
app = FastAPI()


@app.middleware("http")
async def access(request: Request, call_next):
    response = await call_next(request)
    logger.info("%r %s", str(request.url), response.status_code)  # fault
    return response


@app.get("/download")
async def download(access_token: str) -> str:
    return "file"
