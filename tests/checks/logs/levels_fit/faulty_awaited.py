"""A crash at the level of news, by one of structlog's methods to be awaited."""

import structlog
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.JSONRenderer()])
log = structlog.get_logger()
app = FastAPI()


@app.middleware("http")
async def barrier(request: Request, call_next):
    try:
        return await call_next(request)
    except Exception as error:
        await log.ainfo("request_failed", exc_info=error)  # fault
        return JSONResponse({"detail": "failed"}, 500)


@app.get("/orders/{number}")
async def order(number: int) -> int:
    return number
