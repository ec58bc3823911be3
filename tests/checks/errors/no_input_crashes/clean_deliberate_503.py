"""A part that is switched off answers 503 to every input, on purpose and with a time to come back."""

from fastapi import HTTPException
from pydantic import BaseModel, Field

from tests.checks.errors._base import make_app

app = make_app("detail")


class Job(BaseModel):
    name: str = Field(max_length=50)


@app.post("/jobs", status_code=202)
async def create_job(job: Job) -> Job:
    if "night" in job.name:
        raise HTTPException(503, "Night jobs are paused", headers={"Retry-After": "3600"})
    return job


@app.get("/maintenance")
async def maintenance() -> dict[str, bool]:
    return {"paused": True}


@app.get("/legacy", deprecated=True)
async def legacy() -> None:
    raise HTTPException(501, "Not implemented here")
