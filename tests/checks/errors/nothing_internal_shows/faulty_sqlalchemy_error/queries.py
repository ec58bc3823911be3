"""What is asked of the members table."""

from sqlalchemy import select

from tests.checks.errors.nothing_internal_shows.faulty_sqlalchemy_error.database import (
    engine,
    members,
    unavailable_on_error,
)


@unavailable_on_error
def names() -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(select(members.c.name)).scalars())
