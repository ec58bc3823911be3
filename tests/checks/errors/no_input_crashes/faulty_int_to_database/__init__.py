"""An int of any size reaches SQLite, which knows 64 bits: OverflowError two modules below the route."""

from tests.checks.errors.no_input_crashes.faulty_int_to_database.main import app

__all__ = ["app"]
