"""A job that fails is kept on purpose, as failed."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy.orm import Session, sessionmaker

from tests.checks.dependencies._shop import Item, sync_engine

SessionLocal = sessionmaker(sync_engine())


def get_session() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session


def work(number: int) -> int:
    return number + 1


app = FastAPI()


@app.post("/jobs")
def run_job(session: Annotated[Session, Depends(get_session)]) -> dict[str, int]:
    job = Item(name="running")
    session.add(job)
    session.flush()
    try:
        result = work(job.id)
        job.name = "done"
    except Exception as error:
        job.name = "failed"
        session.commit()
        raise HTTPException(500, "The job failed.") from error
    session.commit()
    return {"result": result}
