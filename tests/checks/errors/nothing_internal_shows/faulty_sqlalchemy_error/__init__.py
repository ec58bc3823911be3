"""A decorator in the data layer turns SQLAlchemyError into 503 with the SQL and its parameters as detail."""

from tests.checks.errors.nothing_internal_shows.faulty_sqlalchemy_error.main import app

__all__ = ["app"]
