"""The text of an error is a label."""

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest
from starlette.exceptions import HTTPException as StarletteHTTPException

registry = CollectorRegistry()
ERRORS = Counter("api_errors", "Errors.", ["code", "reason"], registry=registry)
app = FastAPI()


@app.exception_handler(StarletteHTTPException)
async def on_error(request: Request, error: StarletteHTTPException) -> JSONResponse:
    ERRORS.labels(str(error.status_code), str(error.detail)).inc()  # fault
    return JSONResponse({"detail": error.detail}, error.status_code)


@app.get("/parts/{number}")
async def part(number: int) -> int:
    if number > 1000:
        raise HTTPException(404, f"Part {number} does not exist")
    return number


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
