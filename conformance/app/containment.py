"""Keeping an app from taking the run with it: exits, signals, and threads that never end."""

from __future__ import annotations

import concurrent.futures.thread
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from weakref import WeakSet

from conformance.app.patching import replaced

_app_threads: WeakSet[threading.Thread] = WeakSet()


class ProcessEnded(SystemExit):
    """Raised in an app's thread in place of ending the process."""


def is_app_thread(loop_thread: threading.Thread) -> bool:
    """Return whether the calling thread is the loop's, or was started from the app."""
    thread = threading.current_thread()
    return thread is loop_thread or thread in _app_threads


@contextmanager
def contained(loop_thread: Callable[[], threading.Thread]) -> Iterator[None]:
    """While entered, threads of the app are daemons, and calls in them that would end the process raise."""

    def ours() -> bool:
        return is_app_thread(loop_thread())

    with ExitStack() as stack:
        stack.enter_context(replaced(threading.Thread, "start", lambda o: _start(o, ours)))
        stack.enter_context(replaced(os, "_exit", lambda o: _raising(o, ours, "os._exit")))
        stack.enter_context(replaced(os, "abort", lambda o: _raising(o, ours, "os.abort")))
        stack.enter_context(replaced(os, "kill", lambda o: _kill(o, ours)))
        stack.enter_context(replaced(signal, "raise_signal", lambda o: _raising(o, ours, "signal.raise_signal")))
        stack.enter_context(replaced(signal, "signal", lambda o: _signal(o, ours)))
        try:
            yield
        finally:
            _forget_stuck()


def _start(original: Callable[..., Any], ours: Callable[[], bool]) -> Callable[..., Any]:
    def start(thread: threading.Thread) -> None:
        if ours():
            thread.daemon = True
            _app_threads.add(thread)
        original(thread)

    return start


def _raising(original: Callable[..., Any], ours: Callable[[], bool], name: str) -> Callable[..., Any]:
    def end(*args: Any) -> Any:
        if ours():
            raise ProcessEnded(f"{name}({', '.join(map(repr, args))})")
        return original(*args)

    return end


def _kill(original: Callable[..., Any], ours: Callable[[], bool]) -> Callable[..., Any]:
    def kill(pid: int, number: int) -> None:
        if ours() and number and pid in (os.getpid(), 0, -os.getpgrp()):
            raise ProcessEnded(f"os.kill({pid}, {number!r})")
        original(pid, number)

    return kill


def _signal(original: Callable[..., Any], ours: Callable[[], bool]) -> Callable[..., Any]:
    def install(number: int, handler: Any) -> Any:
        return signal.getsignal(number) if ours() else original(number, handler)

    return install


def _forget_stuck() -> None:
    """Let the interpreter exit without waiting for pool threads that never end."""
    queues: Any = concurrent.futures.thread._threads_queues
    for thread in list(_app_threads):
        if thread.is_alive():
            queues.pop(thread, None)
