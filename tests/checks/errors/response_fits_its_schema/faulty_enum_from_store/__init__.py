"""A row from an older release holds a state that the response model's enum no longer knows."""

from tests.checks.errors.response_fits_its_schema.faulty_enum_from_store.main import app

ALSO = ("errors.no-input-crashes",)

__all__ = ["app"]
