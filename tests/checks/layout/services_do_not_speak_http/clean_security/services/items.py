def everything() -> list[str]:
    return []
