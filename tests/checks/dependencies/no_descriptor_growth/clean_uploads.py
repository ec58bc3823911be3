"""What is uploaded is kept in a temporary file until its job is deleted."""

import itertools
import os
import tempfile

from fastapi import FastAPI, HTTPException, UploadFile

app = FastAPI()

jobs: dict[int, str] = {}
numbers = itertools.count(1)


@app.post("/jobs", status_code=201)
def create_job(file: UploadFile) -> dict[str, int]:
    with tempfile.NamedTemporaryFile(delete=False) as kept:
        kept.write(file.file.read())
    number = next(numbers)
    jobs[number] = kept.name
    return {"id": number}


@app.get("/jobs/{job_id}")
def read_job(job_id: int) -> dict[str, int]:
    if job_id not in jobs:
        raise HTTPException(404)
    return {"id": job_id, "size": os.path.getsize(jobs[job_id])}


@app.delete("/jobs/{job_id}", status_code=204)
def delete_job(job_id: int) -> None:
    path = jobs.pop(job_id, None)
    if path is None:
        raise HTTPException(404)
    os.unlink(path)
