"""What things cost."""

from reference_app.broken.layout_no_import_cycles import rates

BASE = "euro"


def in_euros(currency: str) -> float:
    """Return what one of a currency costs in euros."""
    return rates.rate(currency)
