"""What clients send, as far as it is one of a few; and buckets of many."""

import hashlib
from enum import StrEnum

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest


class Plan(StrEnum):
    free = "free"
    paid = "paid"
    team = "team"


registry = CollectorRegistry()
SIGNUPS = Counter("signups", "Signups.", ["plan"], registry=registry)
SHARDS = Counter("shard_reads", "Reads.", ["shard"], registry=registry)
app = FastAPI()


@app.post("/signups/{plan}")
async def sign_up(plan: Plan) -> str:
    SIGNUPS.labels(plan=plan.value).inc()
    return "welcome"


@app.get("/objects/{name}")
async def read_object(name: str) -> int:
    shard = hashlib.sha256(name.encode()).digest()[0] % 32
    SHARDS.labels(str(shard)).inc()
    return shard


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
