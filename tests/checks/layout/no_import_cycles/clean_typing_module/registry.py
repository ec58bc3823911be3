from collections.abc import Callable
from typing import Any

HOOKS: list[Callable[[Any], None]] = []
