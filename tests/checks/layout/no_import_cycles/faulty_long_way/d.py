from . import a  # fault


def nothing() -> None:
    a.items()
