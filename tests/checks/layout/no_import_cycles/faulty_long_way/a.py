import sys

if sys.platform != "none":
    from . import b


def items() -> list[str]:
    return b.items()
