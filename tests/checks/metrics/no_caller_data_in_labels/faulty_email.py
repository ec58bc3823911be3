"""Registrations by mail address."""

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest
from pydantic import BaseModel

registry = CollectorRegistry()
REGISTRATIONS = Counter("registrations", "Registrations.", ["email"], registry=registry)
app = FastAPI()


class Account(BaseModel):
    email: str
    name: str


@app.post("/accounts", status_code=201)
async def register(account: Account) -> str:
    REGISTRATIONS.labels(email=account.email.lower()).inc()  # fault
    return "welcome"


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
