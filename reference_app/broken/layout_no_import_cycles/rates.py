"""What currencies cost."""

from reference_app.broken.layout_no_import_cycles import prices  # fault


def rate(currency: str) -> float:
    """Return what one of a currency costs."""
    return 1.0 if currency == prices.BASE else 0.9
