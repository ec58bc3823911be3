"""Two models that refer to each other, each in a module of its own."""

from tests.checks.layout.no_import_cycles.faulty_models.main import app
