from ..tables import ItemRow


def everything() -> list[str]:
    return [ItemRow.__tablename__]
