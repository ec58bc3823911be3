from time import sleep as pause


class Supplier:
    """Allows fifty quotes a second."""

    def quote(self, sku: str) -> int:
        self._keep_pace()
        return len(sku) * 100

    def _keep_pace(self) -> None:
        pause(0.02)  # fault
