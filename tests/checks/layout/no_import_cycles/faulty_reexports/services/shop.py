from tests.checks.layout.no_import_cycles.faulty_reexports.services import Service  # fault


class Shop(Service):
    def items(self) -> list[str]:
        return []
