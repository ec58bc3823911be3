import os


def word(name: str, default: str) -> str:
    return os.environ.get(name, default)
