import importlib

from .models import Order
from .registry import HOOKS


class Orders:
    def __init__(self) -> None:
        self.known: dict[int, Order] = {}

    def save(self, order: Order) -> Order:
        self.known[order.number] = order
        for hook in HOOKS:
            hook(order)
        return order


def rules() -> int:
    return int(importlib.import_module(f"{__package__}.hooks").LIMIT)
