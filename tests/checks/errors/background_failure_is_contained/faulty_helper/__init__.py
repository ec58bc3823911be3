"""A helper two modules away adds both tasks, so the endpoint looks innocent."""

from tests.checks.errors.background_failure_is_contained.faulty_helper.main import app

__all__ = ["app"]
