"""What a client sends wrongly is logged with structlog as a critical error."""

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.JSONRenderer()])
logger = structlog.get_logger()
app = FastAPI()


@app.exception_handler(RequestValidationError)
async def on_invalid(request: Request, error: RequestValidationError):
    logger.critical("invalid request", exc_info=error)  # fault
    return JSONResponse({"detail": "invalid"}, 422)


@app.get("/items")
def items(limit: int) -> list[int]:
    return list(range(max(0, min(limit, 10))))
