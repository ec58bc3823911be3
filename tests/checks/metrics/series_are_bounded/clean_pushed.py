"""A registry behind no endpoint: its metrics are pushed, or served on another port."""

from fastapi import FastAPI
from prometheus_client import CollectorRegistry, Counter

registry = CollectorRegistry()
JOBS = Counter("jobs", "Jobs.", ["queue"], registry=registry)
app = FastAPI()


@app.post("/jobs/{name}")
async def enqueue(name: str) -> str:
    JOBS.labels("default").inc()
    return name
