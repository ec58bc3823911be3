"""Replacing attributes of modules and classes, and giving them back."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

_ABSENT = object()
Listener = tuple[Any, str, Callable[..., Any]]  # what is listened to, the name of its event, and who hears of it
Around = Callable[..., AbstractContextManager[Callable[[Any], None] | None]]


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


def within(original: Callable[..., Any], around: Around) -> Callable[..., Any]:
    """Return what runs `original`, a coroutine function or not, inside what `around` makes of the same arguments.

    Where entering that yields a function, it is called with what the original returns.
    """

    @functools.wraps(original)
    def call(*args: Any, **kwargs: Any) -> Any:
        with around(*args, **kwargs) as told:
            result = original(*args, **kwargs)
            if told is not None:
                told(result)
            return result

    @functools.wraps(original)
    async def coroutine(*args: Any, **kwargs: Any) -> Any:
        with around(*args, **kwargs) as told:
            result = await original(*args, **kwargs)
            if told is not None:
                told(result)
            return result

    return coroutine if inspect.iscoroutinefunction(original) else call
