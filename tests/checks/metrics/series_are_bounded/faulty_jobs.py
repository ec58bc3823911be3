"""A gauge for each job that there ever was."""

import uuid

from fastapi import BackgroundTasks, FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

registry = CollectorRegistry()
PROGRESS = Gauge("job_progress", "Progress.", ["job"], registry=registry)
app = FastAPI()


def run(job: str) -> None:
    PROGRESS.labels(job).set(1)  # fault


@app.post("/jobs", status_code=202)
async def start(tasks: BackgroundTasks) -> str:
    job = uuid.uuid4().hex
    tasks.add_task(run, job)
    return job


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
