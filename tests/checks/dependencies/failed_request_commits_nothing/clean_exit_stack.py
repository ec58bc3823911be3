"""Commits are called back only on success, errors are translated, and nothing stands below the yield."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy.orm import Session

from tests.checks.dependencies._shop import Item, sync_engine

engine = sync_engine()
SINCE = (0, 121)  # which knows scopes of dependencies


def get_session() -> Iterator[Session]:
    with ExitStack() as stack:
        session = stack.enter_context(Session(engine))

        def settle(kind: Any, error: Any, trace: Any) -> None:
            if kind is None:
                session.commit()
            else:
                session.rollback()

        stack.push(settle)
        try:
            yield session
        except ValueError as error:
            raise HTTPException(400, "That is none.") from error


app = FastAPI()


@app.post("/items")
def create_item(name: str, session: Annotated[Session, Depends(get_session, scope="function")]) -> dict[str, int]:
    row = Item(name=name)
    session.add(row)
    session.flush()
    return {"id": row.id}
