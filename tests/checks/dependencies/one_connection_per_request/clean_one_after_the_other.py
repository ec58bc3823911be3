"""Who calls is looked up in a session of its own, which is closed before the endpoint takes one."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.checks.dependencies._shop import Item, Note, sync_engine

engine = sync_engine()


def get_user() -> str:
    with Session(engine) as session:
        return session.scalars(select(Note.text).limit(1)).first() or "nobody"


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


app = FastAPI()


@app.post("/items")
def create_item(
    name: str, user: Annotated[str, Depends(get_user)], session: Annotated[Session, Depends(get_session)]
) -> dict[str, str]:
    session.add(Item(name=name))
    session.commit()
    with Session(engine) as audit:
        audit.add(Note(text=f"{user} added"))
        audit.commit()
    return {"name": name}
