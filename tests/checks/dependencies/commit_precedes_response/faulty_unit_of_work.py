"""A unit of work that two operations depend on commits when it is left."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy.orm import Session

from tests.checks.dependencies._shop import Item, Note, sync_engine

SINCE = (0, 118)  # which leaves dependencies after it answered

engine = sync_engine()


class UnitOfWork:
    def __enter__(self) -> "UnitOfWork":
        self.session = Session(engine)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: Any) -> None:
        if kind is None:
            self.session.commit()  # fault
        self.session.close()


def get_work() -> Iterator[UnitOfWork]:
    with UnitOfWork() as work:
        yield work


class In(BaseModel):
    text: str


router = APIRouter(prefix="/shop")


@router.post("/items")
def create_item(one: In, work: Annotated[UnitOfWork, Depends(get_work)]) -> dict[str, str]:
    work.session.add(Item(name=one.text))
    return {"name": one.text}


@router.post("/notes")
def create_note(one: In, work: Annotated[UnitOfWork, Depends(get_work)]) -> dict[str, str]:
    work.session.add(Note(text=one.text))
    work.session.flush()
    return {"text": one.text}


app = FastAPI()
app.include_router(router)
