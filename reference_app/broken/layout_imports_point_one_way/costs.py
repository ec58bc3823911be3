"""What things cost."""

from reference_app.routes.items import router  # fault


def first(count: int) -> list[int]:
    """Return the costs of the first items."""
    return [len(router.routes)] * count
