"""What led to an exception: the error it was raised from, or the one that was being handled, and so on."""

from __future__ import annotations

from collections.abc import Iterator


def causes(error: BaseException | None, *, told: bool = False) -> Iterator[BaseException]:
    """Yield an error and what led to it, one after the other; with `told` no more than a traceback tells."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        yield error
        seen.add(id(error))
        hidden = told and error.__suppress_context__
        error = error.__cause__ or (None if hidden else error.__context__)


def related(*errors: BaseException | None) -> Iterator[BaseException]:
    """Yield errors with all that led to them, and what groups hold, each once."""
    left, seen = list(errors), set[int]()
    while left:
        error = left.pop()
        if error is not None and id(error) not in seen:
            seen.add(id(error))
            yield error
            left += [error.__cause__, error.__context__, *getattr(error, "exceptions", ())]
