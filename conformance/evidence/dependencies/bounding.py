"""What the user's code keeps within bounds: what it takes things out of, or keeps an eye on the size of."""

from __future__ import annotations

import os
from typing import Any

from conformance.app.bounds import bounded, evicted, renewed
from conformance.app.code import UserCode
from conformance.observe.keepers import Keeper
from conformance.observe.sizes import Collected
from conformance.observe.state import user_files


class Bounds:
    """Tells, once for each name, whether the user's `files` bound what is called so; those of tests bound nothing."""

    def __init__(self, code: UserCode) -> None:
        self.files = [file for file in user_files(code.owns) if not _is_test(file)]
        self._owns = code.owns
        self._known: dict[tuple[str, str], bool] = {}

    def of(self, one: Collected) -> bool:
        """Return whether something bounds a collection, or what a cache keeps."""
        names = (one.value.__wrapped__.__name__,) if one.cached is not None else one.names[-1:]
        return self.of_name(names[0] if names else "", _own_class(one.value))

    def of_name(self, name: str, own: str = "") -> bool:
        """Return whether something bounds what is called `name`, of a class `own`."""
        key = (name, own)
        if key not in self._known:
            self._known[key] = bool(name or own) and bounded(name, self.files, own)
        return self._known[key]

    def of_keeper(self, keeper: Keeper) -> bool:
        """Return whether something bounds what is kept: the user's code, or the library whose it is."""
        library = keeper.file.endswith(".py") and not self._owns(keeper.file)
        if keeper.limited or any(self.of_name(name) for name in keeper.names if not library):
            return True
        return library and any(evicted(name, keeper.file) for name in keeper.names)

    def of_value(self, name: str) -> bool:
        """Return whether something bounds what is called `name`, which others are put in the place of."""
        return renewed(name, self.files)


def _own_class(value: Any) -> str:
    """Return the class of a collection that is of somebody's own making."""
    kind = type(value)
    return kind.__name__ if kind.__module__ not in ("builtins", "collections") else ""


def _is_test(file: str) -> bool:
    name = os.path.basename(file)
    return name == "conftest.py" or name.startswith("test_") or name.endswith("_test.py")
