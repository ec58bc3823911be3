"""Keeping pytest out of the way: from keeping what an app says, and from what it configures."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet() -> Iterator[None]:
    """While entered, pytest's handlers take no records, and nobody is warned."""
    handlers = list(_of_pytest())
    for handler in handlers:
        handler.addFilter(_nothing)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for handler in handlers:
            handler.removeFilter(_nothing)


@contextmanager
def handlers_aside() -> Iterator[None]:
    """While entered, pytest's handlers are not there: where the root logger has one, `basicConfig` does nothing."""
    handlers = list(_of_pytest())
    for handler in handlers:
        logging.root.removeHandler(handler)
    try:
        yield
    finally:
        for handler in handlers:
            logging.root.addHandler(handler)


def _of_pytest() -> Iterator[logging.Handler]:
    return (one for one in logging.root.handlers if type(one).__module__.partition(".")[0] == "_pytest")


def _nothing(record: logging.LogRecord) -> bool:
    return False
