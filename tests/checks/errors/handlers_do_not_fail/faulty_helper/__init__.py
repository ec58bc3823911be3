"""The handler asks a helper, two modules away, for a code inside the detail; most details are plain strings."""

from tests.checks.errors.handlers_do_not_fail.faulty_helper.main import app

ALSO = ("errors.no-input-crashes", "errors.http-semantics", "errors.unknown-id-is-404")

__all__ = ["app"]
