from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session

from ..database import session
from . import service
from .schemas import OrderIn, OrderOut

router = APIRouter(prefix="/orders", tags=["orders"])


@router.post("", status_code=201)
def place(body: OrderIn, db: Annotated[Session, Depends(session)], name: str = "ann") -> OrderOut:
    return OrderOut.model_validate(service.place(db, body, name))
