from . import orders


def read() -> list[str]:
    return orders.buyers()
