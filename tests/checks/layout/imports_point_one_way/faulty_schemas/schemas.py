from tests.checks.layout.imports_point_one_way.faulty_schemas.main import Named  # fault


class Item(Named):
    price: int = 0
