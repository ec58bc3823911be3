"""Keeping pytest from keeping what an app says meanwhile: records of logs, and warnings."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet() -> Iterator[None]:
    """While entered, pytest's handlers take no records, and nobody is warned."""
    handlers = [one for one in logging.root.handlers if type(one).__module__.partition(".")[0] == "_pytest"]
    for handler in handlers:
        handler.addFilter(_nothing)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for handler in handlers:
            handler.removeFilter(_nothing)


def _nothing(record: logging.LogRecord) -> bool:
    return False
