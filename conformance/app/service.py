"""The app running: its lifespan entered once, its loop in a thread of its own, and the way to send it requests."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextvars
import itertools
import sys
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable
from contextlib import ExitStack
from types import FrameType
from typing import Any
from urllib.parse import unquote_to_bytes

import anyio.to_thread

from conformance.app import containment, seams
from conformance.app.current import EXCHANGE
from conformance.app.exchange import Exchange, Request
from conformance.app.lifespan import Lifespan, StartError
from conformance.app.loop import Loop

KEPT = 1 << 20  # bytes of a body that are kept
STREAM_SECONDS = 0.5  # how long an answer may stream before the client leaves
STREAM_BYTES = 16 << 20
_EARLY = 1.0  # seconds after which a wait is compared with those that were in vain
_VAIN = 2
_GRACE = 1.0  # seconds a cancelled exchange has to end


class Service:
    """An app that is running: `active` is what it serves now. `deadline` is in seconds and holds for every exchange."""

    def __init__(self, asgi: Any, *, deadline: float = 5.0) -> None:
        self.asgi = asgi
        self.deadline = deadline
        self.restarts = 0
        self.active: list[Exchange] = []
        self._numbers = itertools.count(1)
        self._stack = ExitStack()
        self._vain: Counter[tuple[tuple[str, int], ...]] = Counter()

    def start(self) -> None:
        """Enter the lifespan; raise StartError when the app fails to start."""
        self._loop = Loop()
        self._stack.enter_context(containment.contained(lambda: self._loop.thread))
        self._stack.enter_context(seams.installed())
        try:
            self._enter()
        except BaseException:
            self._stack.close()
            self._loop.close()
            raise

    def _enter(self) -> None:
        self._lifespan = Lifespan(self.asgi)
        seconds = max(30.0, self.deadline)
        self.run(self._lifespan.start, seconds=seconds, failed=StartError(f"it did not start within {seconds:g} s"))

    def stop(self) -> str:
        """Leave the lifespan, the loop and every patch; return what went wrong, or ""."""
        problem = ""
        try:
            self.run(self._lifespan.stop, seconds=max(10.0, self.deadline))
        except Exception as error:
            problem = f"the app did not shut down cleanly: {type(error).__name__}: {error}".rstrip(": ")
        self._stack.close()
        self._loop.close()
        return problem

    @property
    def loop(self) -> asyncio.AbstractEventLoop | None:
        """The event loop the app runs on, None before it is started."""
        return self._loop.loop if hasattr(self, "_loop") else None

    @property
    def state(self) -> dict[str, Any]:
        """What the lifespan hands to every request."""
        return self._lifespan.state

    def owns_this_thread(self) -> bool:
        """Return whether the calling thread is the app's: its loop, or one started from there."""
        return containment.is_app_thread(self._loop.thread) if hasattr(self, "_loop") else False

    def run(
        self,
        make: Callable[[], Coroutine[Any, Any, Any]],
        *,
        seconds: float | None = None,
        failed: Exception | None = None,
    ) -> Any:
        """Run a coroutine on the loop and return its result; raise `failed` or TimeoutError after `seconds`."""
        future = self._loop.spawn(make)
        try:
            return future.result(seconds)
        except concurrent.futures.TimeoutError:
            self._give_up(future)
            raise failed or TimeoutError(f"no result within {seconds:g} s") from None

    def send(
        self, request: Request, *, fault: Any = None, deadline: float | None = None, patience: float = STREAM_SECONDS
    ) -> Exchange:
        """Send one request and return the exchange once the app is done with it, or its deadline has passed.

        `patience` is how long, in seconds, the client listens to an answer that goes on and on.
        """
        exchange, future = self.begin(request, fault=fault, patience=patience)
        self._settle(exchange, future, deadline or self.deadline)
        return exchange

    def send_together(
        self,
        requests: Iterable[tuple[Request, Any]],
        *,
        deadline: float | None = None,
        patience: float = STREAM_SECONDS,
    ) -> list[Exchange]:
        """Send requests at the same time, each with its fault or None; return their exchanges in the same order."""
        sent = [self.begin(request, fault=fault, patience=patience) for request, fault in requests]
        end = time.perf_counter() + (deadline or self.deadline)
        for exchange, future in sent:
            self._settle(exchange, future, max(0.0, end - time.perf_counter()))
        return [exchange for exchange, _ in sent]

    @property
    def loop_thread(self) -> int | None:
        """The identifier of the loop's thread."""
        return self._loop.thread.ident

    @property
    def loop_frame(self) -> FrameType | None:
        """The frame the loop's thread is in right now."""
        return sys._current_frames().get(self.loop_thread or 0)

    def held_in(self, seconds: float) -> FrameType | None:
        """Return the frame in which the loop has been held for `seconds`, None when it runs."""
        return None if self._loop.answers(seconds) else self.loop_frame

    def begin(
        self, request: Request, *, fault: Any = None, patience: float = STREAM_SECONDS
    ) -> tuple[Exchange, concurrent.futures.Future[Any]]:
        """Send one request; return its exchange as it goes on, and what is done once the app is done with it."""
        exchange = Exchange(request, next(self._numbers), fault=fault or seams.NoFault())
        context = contextvars.Context()
        context.run(EXCHANGE.set, exchange)
        return exchange, self._loop.spawn(lambda: self._exchange(exchange, patience), context)

    def _settle(self, exchange: Exchange, future: concurrent.futures.Future[Any], seconds: float) -> None:
        """Wait until the app is done with an exchange, or its deadline has passed."""
        started = time.perf_counter()
        try:
            self._await(exchange, future, seconds)
        except concurrent.futures.TimeoutError:
            self.abandon(exchange, future, seconds)
        except (concurrent.futures.CancelledError, BaseException) as error:
            if isinstance(error, KeyboardInterrupt) and not future.done():
                raise
            exchange.exception = exchange.exception or error
        exchange.seconds = exchange.seconds or time.perf_counter() - started

    def _await(self, exchange: Exchange, future: concurrent.futures.Future[Any], seconds: float) -> None:
        """Wait for an exchange; not to the end where others waited in vain at the very same lines."""
        early = min(_EARLY, seconds)
        try:
            future.result(early)
        except concurrent.futures.TimeoutError:
            if self._vain[exchange.threads.places()] >= _VAIN:
                raise
            try:
                future.result(max(0.0, seconds - early))
            except concurrent.futures.TimeoutError:
                places = exchange.threads.places()
                self._vain[places] += 1 if places else 0
                raise

    async def send_async(self, request: Request) -> Exchange:
        """Send one request from a coroutine on the loop itself; the deadline cancels it."""
        exchange = Exchange(request, next(self._numbers), fault=seams.NoFault())
        context = contextvars.Context()
        context.run(EXCHANGE.set, exchange)
        task = asyncio.get_running_loop().create_task(self._exchange(exchange), context=context)
        done, _ = await asyncio.wait({task}, timeout=self.deadline)
        if not done:
            exchange.failure = f"did not answer within {self.deadline:g} s"
            task.cancel()
        return exchange

    def abandon(self, exchange: Exchange, future: concurrent.futures.Future[Any], seconds: float) -> None:
        """Give up an exchange that has not ended within `seconds`."""
        held = not self._loop.answers()
        if exchange.leave is not None:
            self._loop.loop.call_soon_threadsafe(exchange.leave)
        exchange.held = held
        if held:
            exchange.failure = f"held the event loop for more than {seconds:g} s"
        elif not exchange.complete:
            exchange.failure = f"did not answer within {seconds:g} s"
        self._give_up(future, exchange)

    def _give_up(self, future: concurrent.futures.Future[Any], exchange: Exchange | None = None) -> None:
        """Go on without an exchange. As under a server it is not cancelled: what it holds may be shared."""
        if not self._loop.free():
            self._restart()
        elif exchange is None:
            self._loop.cancel(future)
        elif not _ended(future, _GRACE):
            exchange.threads.interrupt_spinning()
            if exchange.threads.places():
                self._loop.spawn(_replace_workers).result(_GRACE)

    def _restart(self) -> None:
        """Go on with a new loop and a new lifespan: the old loop is held by code that cannot be interrupted."""
        self._loop.close()
        self.restarts += 1
        self._loop = Loop()
        self._enter()

    async def _exchange(self, exchange: Exchange, patience: float = STREAM_SECONDS) -> None:
        started = time.perf_counter()
        self.active.append(exchange)
        channel = _Channel(exchange, patience)
        exchange.leave = channel.leave
        try:
            receive = exchange.fault.wrap_receive(channel.receive)
            await self.asgi(self._scope(exchange), receive, channel.send)
        except asyncio.CancelledError as error:
            exchange.exception = exchange.exception or error
        except BaseException as error:
            exchange.exception = error
        finally:
            exchange.seconds = time.perf_counter() - started
            self.active.remove(exchange)
            channel.watch_ended()

    def _scope(self, exchange: Exchange) -> dict[str, Any]:
        request = exchange.request
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": request.method,
            "scheme": "http",
            "path": unquote_to_bytes(request.path).decode("utf-8", "replace"),
            "raw_path": request.path.encode("ascii", "replace"),
            "query_string": request.target.partition("?")[2].encode("ascii", "replace"),
            "root_path": "",
            "headers": _headers(request),
            "client": ("127.0.0.1", 49152 + exchange.number % 16384),
            "server": ("127.0.0.1", 8000),
            "state": dict(self._lifespan.state),
        }


async def _replace_workers() -> None:
    """Make up for a worker thread that never comes back, in both of the pools an app's calls run in."""
    anyio.to_thread.current_default_thread_limiter().total_tokens += 1
    asyncio.get_running_loop().set_default_executor(concurrent.futures.ThreadPoolExecutor())


def _headers(request: Request) -> list[tuple[bytes, bytes]]:
    raw = [(name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in request.headers]
    names = {name for name, _ in raw}
    if b"host" not in names:
        raw.insert(0, (b"host", b"127.0.0.1:8000"))
    if b"accept" not in names:
        raw.append((b"accept", b"*/*"))
    announced = names & {b"content-length", b"transfer-encoding"}
    if not announced and (request.body or request.method in ("POST", "PUT", "PATCH")):
        raw.append((b"content-length", str(len(request.body)).encode()))
    return raw


def _ended(future: concurrent.futures.Future[Any], seconds: float) -> bool:
    done, _ = concurrent.futures.wait([future], seconds)
    return bool(done)


class _Channel:
    """The client's side of one exchange, as a server would show it to the app."""

    def __init__(self, exchange: Exchange, patience: float) -> None:
        self.exchange = exchange
        self._patience = patience
        self._asked = False
        self._gone = asyncio.Event()
        self._watch: asyncio.TimerHandle | None = None
        self._task = asyncio.current_task()

    async def receive(self) -> dict[str, Any]:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": self.exchange.request.body, "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        if self._gone.is_set():
            # A server drops what comes late; giving way lets the app notice that the client has left.
            await asyncio.sleep(0)
            return
        if message["type"] == "http.response.start":
            self._start(message)
        elif message["type"] == "http.response.body":
            await self._body(message)

    def _start(self, message: dict[str, Any]) -> None:
        self.exchange.status = message["status"]
        raw = message.get("headers", ())
        self.exchange.headers = tuple((n.decode("latin-1").lower(), v.decode("latin-1")) for n, v in raw)
        self._watch = asyncio.get_running_loop().call_later(self._patience, self._leave)

    async def _body(self, message: dict[str, Any]) -> None:
        exchange, chunk = self.exchange, message.get("body", b"")
        room = KEPT - exchange.size
        if chunk and room > 0:
            exchange.chunks.append(bytes(chunk[:room]))
        exchange.size += len(chunk)
        if not message.get("more_body", False):
            exchange.fault.ending()
            if self._gone.is_set():
                return  # the client left just before
            exchange.complete = True
            exchange.fault.completed(sys._getframe(2))
            self._gone.set()
            self.watch_ended()
        elif exchange.size > STREAM_BYTES:
            self._leave()
        else:
            exchange.fault.part_sent()
            await asyncio.sleep(0)  # where a server waits for its socket

    def leave(self) -> None:
        """Close the connection from the client's side."""
        self._gone.set()
        self.watch_ended()

    def _leave(self) -> None:
        self.exchange.left = True
        self._gone.set()
        if self._task is not None:
            self._watch = asyncio.get_running_loop().call_later(_GRACE, self._task.cancel)

    def watch_ended(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
