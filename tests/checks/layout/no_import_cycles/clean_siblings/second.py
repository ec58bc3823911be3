from . import third
from .third import *


def items() -> list[str]:
    return third.NAMES
