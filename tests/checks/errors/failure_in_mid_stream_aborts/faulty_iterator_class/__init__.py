"""An iterator class, two modules away from the route, takes any failure of its source for its end."""

from tests.checks.errors.failure_in_mid_stream_aborts.faulty_iterator_class.main import app

__all__ = ["app"]
