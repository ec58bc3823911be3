"""Finding the objects of a class, wherever an app keeps them."""

from __future__ import annotations

import gc
from typing import TypeVar

T = TypeVar("T")


def instances(cls: type[T]) -> list[T]:
    """Return the instances of a class that are alive, also of what is frozen while a run goes on."""
    frozen = gc.get_freeze_count() > 0
    if frozen:
        gc.unfreeze()
        gc.collect()  # what is dead must not be frozen below
    try:
        return [one for one in gc.get_objects() if isinstance(one, cls)]
    finally:
        if frozen:
            gc.freeze()
