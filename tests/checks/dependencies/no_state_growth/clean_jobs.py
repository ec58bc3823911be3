"""Jobs are started and asked for by id; each is forgotten once its result was fetched. Seen pages are a set of few."""

import uuid

from fastapi import BackgroundTasks, FastAPI, HTTPException

app = FastAPI()

results: dict[str, int | None] = {}
seen: set[str] = set()


def _work(job: str) -> None:
    if job in results:
        results[job] = 42


@app.get("/jobs/start")
def start(tasks: BackgroundTasks) -> dict[str, str]:
    job = uuid.uuid4().hex
    results[job] = None
    tasks.add_task(_work, job)
    return {"job": job}


@app.get("/jobs/{job}")
def fetch(job: str) -> dict[str, int | None]:
    seen.add("fetched")
    if job not in results:
        raise HTTPException(404)
    return {"result": results.pop(job)}
