"""The endpoint as every tutorial has it."""

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, generate_latest

HELLOS = Counter("hellos", "Hellos.")
app = FastAPI()


@app.get("/hello")
async def hello() -> str:
    HELLOS.inc()
    return "hello"


@app.get("/metrics")
async def metrics() -> Response:  # fault
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
