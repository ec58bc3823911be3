"""Successes by status, exceptions by their type: a counter for each."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest

registry = CollectorRegistry()
ANSWERS = Counter("answers", "Answers.", ["route", "status"], registry=registry)
EXCEPTIONS = Counter("exceptions", "Exceptions.", ["type"], registry=registry)
app = FastAPI()


@app.middleware("http")
async def count(request: Request, call_next):
    response = await call_next(request)
    ANSWERS.labels(getattr(request.scope.get("route"), "path", "unmatched"), response.status_code).inc()
    return response


@app.exception_handler(Exception)
async def on_crash(request: Request, error: Exception) -> JSONResponse:
    EXCEPTIONS.labels(type(error).__name__).inc()
    return JSONResponse({"detail": "failed"}, 500)


@app.get("/items/{item_id}")
async def read_item(item_id: int) -> dict[str, int]:
    return {"id": item_id}


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
