"""The lifespan opens a session, and all requests use it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import mkdtemp

from fastapi import FastAPI, Request
from sqlalchemy import text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

engine = create_async_engine(f"sqlite+aiosqlite:///{Path(mkdtemp(), 'shop.sqlite')}")
SessionLocal = async_sessionmaker(engine)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.session = SessionLocal()  # fault
    yield
    await app.state.session.close()
    await engine.dispose()


app = FastAPI(lifespan=lifespan)


@app.get("/answer")
async def read_answer(request: Request) -> dict[str, int]:
    return {"answer": await request.app.state.session.scalar(text("SELECT 42"))}
