def everything() -> list[str]:
    from ..users.router import name_of  # fault

    return [name_of(1)]
