"""structlog's tracebacks as data, without locals."""

import structlog
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.ExceptionRenderer(
            structlog.tracebacks.ExceptionDictTransformer(show_locals=False, max_frames=5)
        ),
        structlog.processors.JSONRenderer(),
    ]
)
log = structlog.get_logger()
app = FastAPI()


@app.middleware("http")
async def barrier(request: Request, call_next):
    try:
        return await call_next(request)
    except Exception:
        log.exception("unhandled")
        return JSONResponse({"detail": "failed"}, 500)


@app.get("/prices")
def prices() -> list[int]:
    return [1]
