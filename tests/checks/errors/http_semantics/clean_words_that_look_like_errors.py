"""Answers about errors are not errors: a log of failures, a job that failed, a device that reports one."""

from typing import Any

from fastapi import HTTPException

from tests.checks.errors._base import make_app

app = make_app("problem")
JOBS = {1: "failed", 2: "done"}


@app.get("/jobs/{job_id}")
def read_job(job_id: int) -> dict[str, Any]:
    if job_id not in JOBS:
        raise HTTPException(404, "No such job")
    failed = JOBS[job_id] == "failed"
    return {"id": job_id, "state": JOBS[job_id], "last_error": "disk full" if failed else None}


@app.get("/errors")
def list_errors() -> dict[str, Any]:
    return {"errors": [{"job": 1, "error": "disk full"}], "total": 1}


@app.get("/ok")
def ok() -> dict[str, None]:
    return {"error": None}
