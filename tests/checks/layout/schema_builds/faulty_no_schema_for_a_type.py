"""A model with a field that JSON has no schema for."""

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict

SINCE = (0, 116)


class Clock:
    """Not of pydantic's world."""


class Job(BaseModel):
    model_config = ConfigDict(arbitrary_types_allowed=True)

    name: str
    clock: Clock | None = None


app = FastAPI()


@app.post("/jobs")
async def create_job(job: Job) -> dict[str, str]:  # fault
    return {"name": job.name}


@app.get("/names")
async def read_names() -> list[str]:
    return []
