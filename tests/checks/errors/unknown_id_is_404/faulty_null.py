"""An unknown id is answered 200 with null."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from tests.checks.errors._base import make_app

app = make_app("envelope")
router = APIRouter(prefix="/parcels")


class Parcel(BaseModel):
    id: UUID
    weight: int


PARCELS = {UUID(int=n): Parcel(id=UUID(int=n), weight=n) for n in (1, 2, 3)}


@router.get("")
def list_parcels() -> list[Parcel]:
    return list(PARCELS.values())


@router.get("/{parcel_id}", response_model=Parcel | None)
def read_parcel(parcel_id: UUID):  # fault
    return PARCELS.get(parcel_id)  # fault


app.include_router(router)
