"""The app and its router."""

from fastapi import APIRouter, HTTPException

from tests.checks.errors._base import make_app
from tests.checks.errors.statuses_are_documented.faulty_helper import store

router = APIRouter(prefix="/names", responses={404: {"description": "No such name"}})


@router.put("/{name}", status_code=201)  # fault
def add_name(name: str) -> str:  # fault
    return store.add(name)  # fault


@router.get("/{name}")
def read_name(name: str) -> str:
    if name not in store.NAMES:
        raise HTTPException(404, "No such name")
    return name


app = make_app("detail", responses=None)
app.include_router(router)
