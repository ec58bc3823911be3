"""Waiting for what the app does by itself, for a while."""

from __future__ import annotations

import time
from collections.abc import Callable

_POLL = 0.01  # seconds between two looks


def wait_while(goes_on: Callable[[], object], seconds: float, pause: float = _POLL) -> None:
    """Wait as long as something goes on, `seconds` at most."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and goes_on():
        time.sleep(pause)
