"""An event loop in a thread of its own, which outlives whatever an app does to it."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextvars
import threading
from collections.abc import Callable, Coroutine
from typing import Any

from conformance.app.current import EXCHANGE
from conformance.app.threads import interrupt

_LAST = 0.2  # seconds for a worker thread to end that has been told to
_GRACE = 1.0  # seconds a healthy loop may take to run a callback on a busy machine


class Loop:
    """Runs coroutines in another thread; `SystemExit`, `loop.stop()` and the like do not end it."""

    def __init__(self) -> None:
        self.loop = _new_loop()
        self._closing = False
        self._root: asyncio.Task[None] | None = None
        self.thread = threading.Thread(target=self._run, name="conformance-loop", daemon=True)
        self.thread.start()

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        while not self._closing:
            if self._root is None or self._root.done():
                self._root = self.loop.create_task(_for_ever())
            try:
                # As a server does: anyio keeps worker threads for as long as the task a loop was entered with.
                self.loop.run_until_complete(self._root)
            except BaseException:
                # What an app raised in a task of its own; uvicorn would have ended here, its exchange says so.
                continue

    def spawn(
        self, make: Callable[[], Coroutine[Any, Any, Any]], context: contextvars.Context | None = None
    ) -> concurrent.futures.Future[Any]:
        """Run a coroutine in a task, in `context` or one of its own; return its future."""
        future: concurrent.futures.Future[Any] = concurrent.futures.Future()

        def start() -> None:
            task = self.loop.create_task(make(), context=contextvars.Context() if context is None else context)
            future.task = task  # type: ignore[attr-defined]
            task.add_done_callback(lambda done: _copy(done, future))

        self.loop.call_soon_threadsafe(start)
        return future

    def cancel(self, future: concurrent.futures.Future[Any]) -> None:
        """Cancel the task behind a future that `spawn` returned."""
        task = getattr(future, "task", None)
        if task is not None:
            self.loop.call_soon_threadsafe(task.cancel)

    def answers(self, seconds: float = _GRACE) -> bool:
        """Return whether the loop runs a callback within `seconds`."""
        alive = threading.Event()
        self.loop.call_soon_threadsafe(alive.set)
        return alive.wait(seconds)

    def free(self) -> bool:
        """Interrupt whatever holds the loop; return whether it runs again."""
        for _ in range(2):
            if self.answers():
                return True
            interrupt(self.thread.ident)
        return self.answers()

    def close(self) -> None:
        """End the loop and its thread; a loop that is held for ever is left behind."""
        self._closing = True
        self.loop.call_soon_threadsafe(self._end)
        self.thread.join(_GRACE)
        for thread in threading.enumerate():
            if getattr(thread, "loop", None) is self.loop:
                thread.join(_LAST)
        for task in asyncio.all_tasks(self.loop):
            # What the app left behind and does not end is no news at the interpreter's exit.
            task._log_destroy_pending = False  # type: ignore[attr-defined]
        if not self.thread.is_alive():
            self.loop.close()

    def _end(self) -> None:
        """Cancel what the app left running, as a server does, give it a turn, and stop."""
        for task in asyncio.all_tasks(self.loop):
            if task is not self._root:
                task.cancel()
        self.loop.call_later(0.05, self._leave)

    def _leave(self) -> None:
        """End the task the loop was entered with, and with it the worker threads of anyio."""
        if self._root is None or not self._root.cancel():
            self.loop.stop()


async def _for_ever() -> None:
    await asyncio.Event().wait()


def _new_loop() -> asyncio.AbstractEventLoop:
    """Return a loop of asyncio's own, whatever the app's policy makes: uvloop's cannot be watched."""
    loop = asyncio.new_event_loop()
    if not isinstance(loop, asyncio.BaseEventLoop):
        loop.close()
        loop = asyncio.SelectorEventLoop()
        _watch_children()
    # Only the main thread may handle signals; under a server the app would be in it.
    loop.add_signal_handler = lambda *_: None  # type: ignore[method-assign]
    loop.remove_signal_handler = lambda *_: True  # type: ignore[method-assign]
    run = loop.run_in_executor
    loop.run_in_executor = lambda pool, call, *args: run(pool, serving(call), *args)  # type: ignore[method-assign]
    return loop


def _watch_children() -> None:
    """Let subprocesses be waited for as with asyncio's own policy; from Python 3.14 on no policy is asked."""
    make = getattr(asyncio, "ThreadedChildWatcher", None)
    if make is not None:
        watcher, policy = make(), asyncio.get_event_loop_policy()
        policy.get_child_watcher = lambda: watcher  # type: ignore[method-assign]


def serving(call: Callable[..., Any]) -> Callable[..., Any]:
    """Return `call` knowing, in whatever thread it runs, for which exchange: executors carry no context."""
    exchange = EXCHANGE.get()
    if exchange is None:
        return call

    def served(*args: Any, **kwargs: Any) -> Any:
        token = EXCHANGE.set(exchange)
        try:
            return exchange.threads.running(call)(*args, **kwargs)
        finally:
            EXCHANGE.reset(token)

    return served


def _copy(task: asyncio.Task[Any], future: concurrent.futures.Future[Any]) -> None:
    if task.cancelled():
        future.cancel()
        future.set_running_or_notify_cancel()
        return
    error = task.exception()
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(task.result())
