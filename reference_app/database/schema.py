"""Tables and demo user; ``python -m reference_app.database.schema`` makes them before a rollout.

A service that lives longer than this one keeps its changes in Alembic migrations, run at the same moment.
"""

import asyncio

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from reference_app.database.engine import open_engine
from reference_app.models.tables import Base, User
from reference_app.security import Passwords
from reference_app.settings import Settings

_PREPARATION_LOCK = 4_711_001


async def prepare(engine: AsyncEngine, settings: Settings, passwords: Passwords) -> None:
    """Create what is missing, once, however many instances start at the same time."""
    async with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _PREPARATION_LOCK})
        await connection.run_sync(Base.metadata.create_all)
        if (password := settings.seeded_password()) is not None:
            await _seed(connection, settings.demo_username, await passwords.hash(password))


async def _seed(connection: AsyncConnection, username: str, password_hash: str) -> None:
    if await connection.scalar(select(User.id).where(User.username == username)) is None:
        await connection.execute(insert(User).values(username=username, password_hash=password_hash))


async def _main() -> None:
    settings = Settings()
    if settings.database_url is None:
        raise SystemExit("CATALOGUE_DATABASE_URL is not set: there is no lasting database to prepare.")
    async with open_engine(settings.database_url.get_secret_value(), pool=1) as engine:
        await prepare(engine, settings, Passwords())


if __name__ == "__main__":
    asyncio.run(_main())
