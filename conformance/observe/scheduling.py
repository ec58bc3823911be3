"""How long a thread was ready to run and had no processor, as the scheduler of Linux tells."""

from __future__ import annotations

import os


def opened(thread: int) -> int:
    """Return a descriptor of what is told of a thread of this process, -1 where the platform does not tell."""
    try:
        return os.open(f"/proc/self/task/{thread}/schedstat", os.O_RDONLY)
    except OSError:
        return -1


def queued(told: int) -> int:
    """Return for how many nanoseconds the thread behind a descriptor has queued, 0 where that is not told."""
    try:
        return int(os.pread(told, 64, 0).split()[1]) if told >= 0 else 0
    except OSError:
        return 0  # the thread is gone


def closed(told: int) -> None:
    """Close a descriptor, if it is one."""
    if told >= 0:
        os.close(told)
