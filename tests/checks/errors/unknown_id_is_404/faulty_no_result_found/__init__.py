"""A repository, two modules away, asks for exactly one row: NoResultFound, 500."""

from tests.checks.errors.unknown_id_is_404.faulty_no_result_found.main import app

ALSO = ("errors.no-input-crashes",)

__all__ = ["app"]
