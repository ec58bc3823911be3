"""A float may be NaN or infinite, and JSON has no such numbers: the answer cannot be encoded."""

from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app

app = make_app("detail")


class Reading(BaseModel):
    sensor: Text
    celsius: float  # fault


@app.post("/readings", response_model=None)
async def add_reading(reading: Reading):  # fault
    return {"sensor": reading.sensor, "fahrenheit": reading.celsius * 1.8 + 32}  # fault


@app.get("/sensors")
async def sensors() -> list[str]:
    return ["roof", "cellar"]
