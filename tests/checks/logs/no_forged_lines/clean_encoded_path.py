"""The path is logged as it came, percent-encoded; a key value pair is quoted by structlog."""

import structlog
from fastapi import FastAPI, Request

structlog.configure(processors=[structlog.processors.KeyValueRenderer()])
logger = structlog.get_logger()
app = FastAPI()


@app.middleware("http")
async def access(request: Request, call_next):
    response = await call_next(request)
    logger.info("served", path=request.scope["raw_path"].decode(), query=request.scope["query_string"].decode())
    return response


@app.get("/items/{name}")
async def item(name: str, q: str = "") -> str:
    logger.info("item", name=name, q=q)
    return name
