"""SQLAlchemy's expressions: filters by name, a column that is asked for by getattr, an upsert, a comment of its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict
from sqlalchemy import StaticPool, String, cast, func, literal_column, or_, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from tests.checks.security._hardened import hardened

engine = create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool)
sessions = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


class Tag(Base):
    __tablename__ = "tags"
    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    color: Mapped[str] = mapped_column(String(100))


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield
    await asyncio.shield(engine.dispose())


app = hardened(lifespan=lifespan)


async def session() -> AsyncIterator[AsyncSession]:
    async with sessions() as opened:
        yield opened


Db = Annotated[AsyncSession, Depends(session)]


class TagModel(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    name: str
    color: str = "red"


@app.put("/tags", response_model=TagModel)
async def put(body: TagModel, db: Db) -> TagModel:
    statement = insert(Tag).values(**body.model_dump())
    await db.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"color": body.color}))
    await db.commit()
    return body


@app.get("/tags", response_model=list[TagModel])
async def listed(db: Db, sort: str = "name", q: str = "") -> list[Tag]:
    column = getattr(Tag, sort, None) if sort in Tag.__table__.columns else None
    if column is None:
        raise HTTPException(400, "no such column")
    found = or_(Tag.name.icontains(q, autoescape=True), func.lower(Tag.color) == q.lower())
    counted = select(Tag).where(found).order_by(column.desc(), literal_column("1"))
    return list(await db.scalars(counted.where(cast(Tag.name, String) != "hidden")))
