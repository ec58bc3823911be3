def allowed(number: int) -> bool:
    from .router import MOST  # fault

    return number <= MOST
