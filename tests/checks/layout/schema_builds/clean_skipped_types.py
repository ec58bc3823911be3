"""Types without a schema where none is asked for: dependencies, and fields that are left out."""

from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema


class Clock:
    """Not of pydantic's world."""


def the_clock() -> Clock:
    return Clock()


class Job(BaseModel):
    model_config = ConfigDict(arbitrary_types_allowed=True)

    name: str
    clock: Annotated[SkipJsonSchema[Clock] | None, Field(exclude=True)] = None


app = FastAPI()


@app.post("/jobs")
async def create_job(job: Job, clock: Annotated[Clock, Depends(the_clock)]) -> dict[str, str]:
    return {"name": job.name}
