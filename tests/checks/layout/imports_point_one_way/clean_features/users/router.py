from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session

from ..database import session
from . import service
from .schemas import UserIn, UserOut

router = APIRouter(prefix="/users", tags=["users"])


@router.post("", status_code=201)
def register(body: UserIn, db: Annotated[Session, Depends(session)]) -> UserOut:
    return UserOut.model_validate(service.add(db, body))
