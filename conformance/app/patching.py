"""Replacing attributes of modules and classes, and giving them back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_ABSENT = object()
Listener = tuple[Any, str, Callable[..., Any]]  # what is listened to, the name of its event, and who hears of it


@contextmanager
def listening(*listeners: Listener) -> Iterator[None]:
    """While entered, events of SQLAlchemy are heard."""
    from sqlalchemy import event

    for owner, name, listener in listeners:
        event.listen(owner, name, listener)
    try:
        yield
    finally:
        for owner, name, listener in listeners:
            event.remove(owner, name, listener)


@contextmanager
def replaced(owner: Any, name: str, make: Callable[[Any], Any]) -> Iterator[None]:
    """While entered, `owner.name` is what `make` returns for the original; nothing happens when it is absent."""
    original = getattr(owner, name, _ABSENT)
    if original is _ABSENT:
        yield
        return
    own = vars(owner).get(name, _ABSENT)
    setattr(owner, name, make(original))
    try:
        yield
    finally:
        if own is _ABSENT:
            delattr(owner, name)
        else:
            setattr(owner, name, own)
