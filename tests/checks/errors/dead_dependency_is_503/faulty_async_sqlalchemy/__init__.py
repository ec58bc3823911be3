"""An async session made in a dependency; the query sits two modules below the route and nobody maps its failure."""

from tests.checks.errors.dead_dependency_is_503.faulty_async_sqlalchemy.main import app

__all__ = ["app"]
