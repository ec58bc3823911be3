"""A sync operation returns None where an object is declared."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app

ALSO = ("errors.no-input-crashes",)

app = make_app("envelope")
router = APIRouter(prefix="/profile")


class Profile(BaseModel):
    name: Text
    age: int | None


class Query(BaseModel):
    name: Text


def find(name: str) -> Any:
    return {"ann": Profile(name="ann", age=None)}.get(name)


@router.post("/search", response_model=Profile)
def search(query: Query):  # fault
    return find(query.name)  # fault


app.include_router(router, prefix="/v1")
