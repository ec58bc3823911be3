"""Basic credentials of which only the name is compared."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import HTTPBasic, HTTPBasicCredentials

from tests.checks.security._hardened import hardened

app = hardened()
basic = HTTPBasic(realm="back office")


def operator(given: Annotated[HTTPBasicCredentials, Depends(basic)]) -> str:  # fault
    if given.username not in {"admin", "support"}:
        raise HTTPException(401, "who are you?", headers={"WWW-Authenticate": "Basic"})
    return given.username


router = APIRouter(prefix="/admin", dependencies=[Depends(operator)])


@router.get("/users")
def users() -> list[str]:
    return ["ann"]


@router.get("/audit")
def audit(who: Annotated[str, Depends(operator)]) -> dict[str, str]:
    return {"seen by": who}


app.include_router(router)
