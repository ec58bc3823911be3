"""A list without items is valid for the schema, and the code reads its first one."""

from fastapi import APIRouter
from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app

app = make_app("detail")
router = APIRouter(prefix="/routes")


class Stop(BaseModel):
    name: Text


class Trip(BaseModel):
    stops: list[Stop]


@router.post("/plan")
def plan(trip: Trip) -> dict[str, str]:
    first, last = trip.stops[0], trip.stops[-1]  # fault
    return {"from": first.name, "to": last.name}


app.include_router(router, prefix="/v1")
