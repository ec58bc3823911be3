from ..items import Item


def items_of(number: int) -> list[Item]:
    return [Item(name=str(number))]
