"""Two routes on one path: FastAPI's own 405 names the methods of the first one only."""

from fastapi import APIRouter, FastAPI, HTTPException
from fastapi.exception_handlers import http_exception_handler
from pydantic import BaseModel
from starlette.exceptions import HTTPException as StarletteHTTPException

from tests.checks.errors._base import DOCUMENTED, Text, conform

app = FastAPI(responses=DOCUMENTED)  # fault
conform(app, "detail")
app.add_exception_handler(StarletteHTTPException, http_exception_handler)  # fault
router = APIRouter(prefix="/plants")
PLANTS = {1: "fern"}


class Plant(BaseModel):
    name: Text


@router.get("")  # fault
def list_plants() -> list[str]:  # fault
    return list(PLANTS.values())


@router.post("", status_code=201)
def add_plant(plant: Plant) -> Plant:
    return plant


@router.get("/{plant_id}")
def read_plant(plant_id: int) -> str:
    if plant_id not in PLANTS:
        raise HTTPException(404, "No such plant")
    return PLANTS[plant_id]


app.include_router(router)
