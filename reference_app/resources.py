"""What the service opens when it starts and closes when it stops."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from pydantic import SecretStr
from redis.asyncio import Redis
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from reference_app.cache import Cache, open_redis
from reference_app.database.engine import open_engine
from reference_app.database.schema import prepare
from reference_app.security import LoginBrake, Passwords, Tokens
from reference_app.settings import Settings

READY_SECONDS = 2

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Resources:
    """Shared by all requests of one app, for as long as it runs."""

    settings: Settings
    sessions: async_sessionmaker[AsyncSession]
    redis: Redis
    cache: Cache
    passwords: Passwords
    tokens: Tokens
    brake: LoginBrake

    async def check(self) -> None:
        """Raise unless database and Redis answer soon."""
        async with asyncio.timeout(READY_SECONDS):
            async with self.sessions() as session:
                await session.execute(text("SELECT 1"))
            await self.redis.ping()


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """Open everything, and refuse to start on a database that does not answer."""
    passwords = await asyncio.to_thread(Passwords)
    async with (
        open_engine(_reveal(settings.database_url), settings.database_pool) as engine,
        open_redis(_reveal(settings.redis_url)) as redis,
    ):
        await _start(engine, settings, passwords)
        yield Resources(
            settings=settings,
            sessions=async_sessionmaker(engine, expire_on_commit=False),
            redis=redis,
            cache=Cache(redis, settings.redis_prefix, settings.cache_seconds),
            passwords=passwords,
            tokens=Tokens(settings.secret_key.get_secret_value(), settings.token_minutes),
            brake=LoginBrake(redis, settings.redis_prefix),
        )


async def _start(engine: AsyncEngine, settings: Settings, passwords: Passwords) -> None:
    if "secret_key" not in settings.model_fields_set and settings.database_url is not None:
        logger.warning("CATALOGUE_SECRET_KEY is not set: tokens are valid for this process only")
    try:
        if settings.prepare_database:
            await prepare(engine, settings, passwords)
        else:
            async with engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        raise RuntimeError("CATALOGUE_DATABASE_URL names a database that cannot be used") from error


def _reveal(secret: SecretStr | None) -> str | None:
    return None if secret is None else secret.get_secret_value()
