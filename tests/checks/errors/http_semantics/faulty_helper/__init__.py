"""A helper two modules away wraps every result, failed ones too, into 200 with status "error"."""

from tests.checks.errors.http_semantics.faulty_helper.main import app

__all__ = ["app"]
