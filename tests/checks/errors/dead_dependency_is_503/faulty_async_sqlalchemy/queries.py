"""What is asked of the songs."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from tests.checks.errors.dead_dependency_is_503.faulty_async_sqlalchemy.database import songs


async def titles(session: AsyncSession) -> list[str]:
    result = await session.execute(select(songs.c.title).limit(100))  # fault
    return list(result.scalars())
