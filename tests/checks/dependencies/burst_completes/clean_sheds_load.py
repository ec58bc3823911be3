"""What is too much is refused at once, on purpose, before it takes a thread or a connection."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

AT_ONCE = 12
engine = create_engine(f"sqlite:///{Path(tempfile.mkdtemp(), 'x.sqlite')}")
app = FastAPI()
app.state.active = 0


@app.middleware("http")
async def shed(request: Request, call_next):
    if app.state.active >= AT_ONCE:
        return JSONResponse({"detail": "too many requests at once"}, 503, {"retry-after": "1"})
    app.state.active += 1
    try:
        return await call_next(request)
    finally:
        app.state.active -= 1


def get_db() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


@app.get("/one")
def one(db: Session = Depends(get_db)) -> int:
    return db.scalar(text("select 1")) or 0


@app.get("/ping")
def ping() -> str:
    return "pong"
