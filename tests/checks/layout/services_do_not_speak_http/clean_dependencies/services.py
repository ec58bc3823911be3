def find(item_id: int) -> str | None:
    return "first" if item_id == 1 else None
