"""A dependency that counts by the token callers show, known or not."""

from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, generate_latest

CALLS = Counter("api_calls", "Calls.", ["key"])
app = FastAPI()


def caller(authorization: Annotated[str, Header()] = "") -> str:
    token = authorization.removeprefix("Bearer ")
    CALLS.labels(token).inc()  # fault
    if not token:
        raise HTTPException(401)
    return token


@app.get("/reports")
def read_reports(who: Annotated[str, Depends(caller)]) -> list[str]:
    return []


@app.get("/metrics", include_in_schema=False)
def metrics() -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
