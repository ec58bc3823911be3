"""HTTP and validation errors are problem+json, but nothing catches the rest: a crash is Starlette's plain text."""

from fastapi import FastAPI, HTTPException

from tests.checks.errors._base import DOCUMENTED, conform

app = FastAPI(title="Parcels", responses=DOCUMENTED)  # fault
conform(app, "problem")
del app.exception_handlers[Exception]

PARCELS = {1: {"id": 1, "weight": 3}}


@app.get("/parcels/{parcel_id}")
def read_parcel(parcel_id: int) -> dict[str, int]:
    if parcel_id not in PARCELS:
        raise HTTPException(404, "No such parcel")
    return PARCELS[parcel_id]


@app.get("/parcels")
def list_parcels() -> list[dict[str, int]]:
    return list(PARCELS.values())
