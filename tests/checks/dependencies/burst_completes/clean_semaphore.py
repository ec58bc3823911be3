"""A semaphore of the team's own in front of the sessions."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Depends, FastAPI, Request
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

CONNECTIONS = 6


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.slots = asyncio.Semaphore(CONNECTIONS)
    app.state.engine = create_engine(
        f"sqlite:///{Path(tempfile.mkdtemp(), 'x.sqlite')}", pool_size=CONNECTIONS, max_overflow=0
    )
    yield
    app.state.engine.dispose()


app = FastAPI(lifespan=lifespan)


async def slot(request: Request) -> AsyncIterator[None]:
    async with request.app.state.slots:
        yield


def get_db(request: Request, _: None = Depends(slot)) -> Iterator[Session]:
    with Session(request.app.state.engine) as session:
        yield session


def current_user(db: Session = Depends(get_db)) -> str:
    return str(db.scalar(text("select 'ada'")))


@app.get("/me")
def me(user: str = Depends(current_user), db: Session = Depends(get_db)) -> dict[str, str]:
    return {"user": user, "role": str(db.scalar(text("select 'admin'")))}
