"""A 409 is raised two modules away from a router that documents 404 only."""

from tests.checks.errors.statuses_are_documented.faulty_helper.main import app

__all__ = ["app"]
