"""An engine for the app, with a pool, and a session for each request."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

PATH = Path(tempfile.mkdtemp()) / "shop.db"
engine = create_engine(f"sqlite:///{PATH}", pool_size=40)
make_session = sessionmaker(engine)

app = FastAPI()


def session() -> Iterator[Session]:
    with make_session() as session:
        yield session


@app.get("/now")
def now(session: Session = Depends(session)) -> dict[str, str]:
    return {"now": session.execute(text("SELECT CURRENT_TIMESTAMP")).scalar_one()}


@app.get("/version")
def version(session: Session = Depends(session)) -> dict[str, str]:
    return {"version": session.execute(text("SELECT sqlite_version()")).scalar_one()}
