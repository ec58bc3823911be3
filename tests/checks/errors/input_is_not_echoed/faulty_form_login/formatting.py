"""How validation errors are worded."""

from collections.abc import Sequence
from typing import Any


def as_lines(errors: Sequence[Any]) -> list[str]:
    return [f"{'.'.join(map(str, e['loc']))}: {e['msg']} (got {e['input']!r})" for e in errors]  # fault
