"""A form login: the helper that formats validation errors, two modules away, keeps `input` of each error."""

from tests.checks.errors.input_is_not_echoed.faulty_form_login.main import app

__all__ = ["app"]
