from .registry import HOOKS
from .service import Orders

LIMIT = 10
counted: list[int] = []


def count(order: object) -> None:
    counted.append(Orders.__name__.count("O"))


HOOKS.append(count)
