try:
    from . import c
except ImportError:
    c = None


def items() -> list[str]:
    return []
