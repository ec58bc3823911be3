"""Queries on users; callers decide when to commit."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from reference_app.models.tables import User


class UsernameTaken(Exception):
    """Somebody else registered under this name."""


async def add(session: AsyncSession, username: str, password_hash: str) -> User:
    """Store a new user, or raise UsernameTaken."""
    user = User(username=username, password_hash=password_hash)
    session.add(user)
    try:
        await session.flush()
    except IntegrityError:
        raise UsernameTaken from None
    return user


async def find(session: AsyncSession, user_id: int) -> User | None:
    """Return the user with this id, if there is one."""
    return await session.get(User, user_id)


async def find_by_username(session: AsyncSession, username: str) -> User | None:
    """Return the user with this name, if there is one."""
    return await session.scalar(select(User).where(User.username == username))
