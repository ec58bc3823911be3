"""What failed is written down: by an exception handler, and by a dependency, each in a session of its own."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session, sessionmaker

from tests.checks.dependencies._shop import Item, Note, sync_engine

SessionLocal = sessionmaker(sync_engine())
LogSession = sessionmaker(sync_engine())


def get_session() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session


def audited(request: Request) -> Iterator[None]:
    with LogSession() as log:
        log.add(Note(text=f"begun {request.url.path}"))
        log.flush()
        try:
            yield
        finally:
            log.add(Note(text=f"done {request.url.path}"))
            log.commit()


app = FastAPI(dependencies=[Depends(audited)])


@app.exception_handler(Exception)
def failed(request: Request, error: Exception) -> JSONResponse:
    with SessionLocal.begin() as session:
        session.add(Note(text=f"{type(error).__name__} in {request.url.path}"))
    return JSONResponse({"detail": "Something went wrong."}, 500)


@app.post("/items")
def create_item(name: str, session: Annotated[Session, Depends(get_session)]) -> dict[str, int]:
    row = Item(name=name)
    session.add(row)
    session.flush()
    session.commit()
    return {"id": row.id}
