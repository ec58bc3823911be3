"""What callers send decides on a label, and is not in it."""

from enum import StrEnum

from fastapi import FastAPI, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest
from pydantic import BaseModel


class Plan(StrEnum):
    free = "free"
    paid = "paid"


class Account(BaseModel):
    email: str
    plan: Plan


registry = CollectorRegistry()
ACCOUNTS = Counter("accounts", "Accounts.", ["plan", "domain"], registry=registry)
CLIENTS = Counter("clients", "Requests.", ["kind"], registry=registry)
app = FastAPI()


@app.middleware("http")
async def count(request: Request, call_next):
    agent = request.headers.get("user-agent", "").lower()
    CLIENTS.labels(next((one for one in ("curl", "mozilla", "python") if one in agent), "other")).inc()
    return await call_next(request)


@app.post("/accounts", status_code=201)
async def register(account: Account) -> str:
    domain = "ours" if account.email.endswith("@shop.example") else "other"
    ACCOUNTS.labels(account.plan.value, domain).inc()
    return "welcome"


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
