"""The users router."""

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel

from tests.checks.errors._base import Text
from tests.checks.errors.one_shape.faulty_helper import service

router = APIRouter(prefix="/users", tags=["users"])


class NewUser(BaseModel):
    name: Text


@router.post("", status_code=201, response_model=None)
def create_user(user: NewUser):
    return service.add(user.name)


@router.get("/{name}")
def read_user(name: str) -> dict[str, str]:
    if name not in service.USERS:
        raise HTTPException(404, "No such user")
    return {"name": name}
