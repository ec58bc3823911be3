"""How authors are found."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.checks.errors.unknown_id_is_404.faulty_no_result_found.database import Author, engine


class Authors:
    def all(self) -> list[Author]:
        with Session(engine) as session:
            return list(session.scalars(select(Author).limit(50)))

    def one(self, slug: str) -> Author:
        with Session(engine) as session:
            return session.scalars(select(Author).where(Author.slug == slug)).one()  # fault
