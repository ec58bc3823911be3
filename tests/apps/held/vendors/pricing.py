"""Prices, as slowly as their supplier allows."""

from tests.apps.held.vendors import throttle


def price(sku: str) -> int:
    throttle.breathe()
    return len(sku) * 100
