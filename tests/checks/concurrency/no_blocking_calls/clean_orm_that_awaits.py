"""SQLAlchemy's greenlets: synchronous code in the middle, awaited at both ends."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, selectinload


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    heroes: Mapped[list["Hero"]] = relationship()


class Hero(Base):
    __tablename__ = "heroes"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))


def fill(session: Session) -> None:
    session.add(Team(heroes=[Hero(), Hero()]))
    session.commit()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with TemporaryDirectory() as folder:
        engine = create_async_engine(f"sqlite+aiosqlite:///{Path(folder) / 'teams.db'}")
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        app.state.sessions = async_sessionmaker(engine)
        async with app.state.sessions() as session:
            await session.run_sync(fill)
        yield
        await engine.dispose()


async def get_session(request: Request) -> AsyncIterator[AsyncSession]:
    async with request.app.state.sessions() as session:
        yield session


SessionDep = Annotated[AsyncSession, Depends(get_session)]
app = FastAPI(lifespan=lifespan)


@app.get("/teams")
async def list_teams(session: SessionDep) -> list[int]:
    teams = await session.scalars(select(Team).options(selectinload(Team.heroes)))
    return [len(team.heroes) for team in teams]


def sizes(session: Session) -> list[int]:
    return [len(team.heroes) for team in session.scalars(select(Team))]


@app.get("/sizes")
async def list_sizes(session: SessionDep) -> list[int]:
    return await session.run_sync(sizes)
