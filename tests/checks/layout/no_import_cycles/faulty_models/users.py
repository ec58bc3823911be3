from pydantic import BaseModel

from tests.checks.layout.no_import_cycles.faulty_models import orders


class User(BaseModel):
    name: str
    owned: list[orders.Order] = []
