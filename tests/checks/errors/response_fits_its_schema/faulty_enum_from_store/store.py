"""What is kept."""

from types import SimpleNamespace

ROWS = [{"id": 1, "state": "open"}, {"id": 2, "state": "lost"}]  # fault


def rows() -> list[SimpleNamespace]:
    return [SimpleNamespace(**row) for row in ROWS]
