"""The app."""

from fastapi import APIRouter

from tests.checks.errors._base import make_app
from tests.checks.errors.response_fits_its_schema.faulty_enum_from_store import store
from tests.checks.errors.response_fits_its_schema.faulty_enum_from_store.models import Parcel

router = APIRouter(prefix="/parcels")


@router.get("", response_model=list[Parcel])
def list_parcels():  # fault
    return store.rows()  # fault


app = make_app("detail")
app.include_router(router)
