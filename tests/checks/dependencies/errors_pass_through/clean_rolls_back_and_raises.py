"""Sessions that are rolled back and closed, and let everything pass."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

folder = TemporaryDirectory()
url = f"sqlite:///{Path(folder.name, 'x.sqlite')}"
engine = create_engine(url)
async_engine = create_async_engine(url.replace("sqlite:", "sqlite+aiosqlite:"))
SessionLocal = sessionmaker(engine)
AsyncSessionLocal = async_sessionmaker(async_engine)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    engine.dispose()
    await async_engine.dispose()
    folder.cleanup()


def get_db() -> Iterator[Session]:
    db = SessionLocal()
    try:
        yield db
    except SQLAlchemyError:
        db.rollback()
        raise
    finally:
        db.close()


async def get_session() -> AsyncIterator[AsyncSession]:
    async with AsyncSessionLocal() as session:
        try:
            yield session
        except:
            await session.rollback()
            raise


app = FastAPI(lifespan=lifespan)


@app.get("/sync")
def read_sync(db: Annotated[Session, Depends(get_db)]) -> int:
    return db.execute(text("SELECT 1")).scalar_one()


@app.get("/async")
async def read_async(session: Annotated[AsyncSession, Depends(get_session)]) -> int:
    return (await session.execute(text("SELECT 1"))).scalar_one()
