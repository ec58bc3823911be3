"""Everything at once: the endpoint is quick, checking and writing its answer is not."""

from fastapi import FastAPI
from pydantic import BaseModel, Field

ALSO = ["concurrency.async-routes-await", "concurrency.requests-run-in-parallel"]
app = FastAPI()


class Reading(BaseModel):
    sensor: str = Field(min_length=1)
    celsius: float
    labels: dict[str, str]


@app.get("/readings", response_model=list[Reading])  # fault
async def list_readings() -> list[dict[str, object]]:  # fault
    reading = {"sensor": "cellar", "celsius": 11.5, "labels": {"floor": "-1", "wall": "north"}}
    return [reading] * 60_000  # fault
