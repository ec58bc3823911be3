"""The seams of FastAPI at which an exchange is followed, and at which a fault can be let in.

`fastapi.routing.solve_dependencies` and `run_endpoint_function` are module globals in every supported version, and
see every HTTP and websocket operation however it was included.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any, Protocol, runtime_checkable

import anyio.to_thread
import fastapi.routing

from conformance.app.current import EXCHANGE, FLOW, PHASE, Phase
from conformance.app.patching import replaced


@runtime_checkable
class Fault(Protocol):
    """Something broken on purpose for one exchange; each method may raise, or do nothing."""

    def before_endpoint(self) -> None: ...

    def after_endpoint(self) -> None: ...

    def completed(self, frame: FrameType | None) -> None:
        """Be told who sent the end of the answer."""
        ...

    def part_sent(self) -> None:
        """Be told that a part of the answer was sent, and more is to come."""
        ...

    def ending(self) -> None:
        """Be told that the end of the answer is about to be sent."""
        ...

    def wrap_call(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return what is run in a worker thread instead of `call`."""
        ...

    def wrap_await(self, awaitable: Any) -> Any:
        """Return what is awaited instead of the dependencies or the endpoint."""
        ...

    def wrap_receive(self, receive: Callable[[], Any]) -> Callable[[], Any]:
        """Return what the app receives from instead of the client."""
        ...


class NoFault:
    """A fault that breaks nothing: what others derive from."""

    def before_endpoint(self) -> None:
        return

    def after_endpoint(self) -> None:
        return

    def completed(self, frame: FrameType | None) -> None:
        return

    def part_sent(self) -> None:
        return

    def ending(self) -> None:
        return

    def wrap_call(self, call: Callable[..., Any]) -> Callable[..., Any]:
        return call

    def wrap_await(self, awaitable: Any) -> Any:
        return awaitable

    def wrap_receive(self, receive: Callable[[], Any]) -> Callable[[], Any]:
        return receive


@contextmanager
def installed() -> Iterator[None]:
    """While entered, exchanges note their phase and the error of their endpoint, and faults are let in."""
    with ExitStack() as stack:
        stack.enter_context(replaced(fastapi.routing, "solve_dependencies", _dependencies))
        stack.enter_context(replaced(fastapi.routing, "run_endpoint_function", _endpoint))
        stack.enter_context(replaced(anyio.to_thread, "run_sync", _worker))
        yield


def _dependencies(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    async def solve_dependencies(**kwargs: Any) -> Any:
        exchange = EXCHANGE.get()
        if exchange is None:
            return await original(**kwargs)
        exchange.reached = "dependencies"
        with _phase("dependencies"):
            try:
                solved = await exchange.fault.wrap_await(original(**kwargs))
            except BaseException as error:
                exchange.errors.append(error)
                raise
        if not solved.errors:
            exchange.reached = "endpoint"
            _strike(exchange, exchange.fault.before_endpoint)
        return solved

    return solve_dependencies


def _endpoint(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    async def run_endpoint_function(**kwargs: Any) -> Any:
        exchange = EXCHANGE.get()
        if exchange is None:
            return await original(**kwargs)
        with _phase("endpoint"):
            try:
                result = await exchange.fault.wrap_await(original(**kwargs))
            except BaseException as error:
                exchange.errors.append(error)
                raise
        exchange.returned = True
        _strike(exchange, exchange.fault.after_endpoint)
        return result

    return run_endpoint_function


@contextmanager
def _phase(phase: Phase) -> Iterator[None]:
    """While entered, the request is in a phase, and tasks that the app starts are counted from here."""
    token, flow = PHASE.set(phase), FLOW.set(())
    try:
        yield
    finally:
        PHASE.reset(token)
        FLOW.reset(flow)


def _strike(exchange: Any, blow: Callable[[], None]) -> None:
    try:
        blow()
    except BaseException as error:
        exchange.errors.append(error)
        raise


def _worker(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    async def run_sync(call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        exchange = EXCHANGE.get()
        if exchange is None:
            return await original(call, *args, **kwargs)
        return await original(exchange.threads.running(exchange.fault.wrap_call(call)), *args, **kwargs)

    return run_sync
