"""The refusal is built two modules away, by a helper that answers {"message": ...} in a detail app."""

from tests.checks.errors.one_shape.faulty_helper.main import app

__all__ = ["app"]
