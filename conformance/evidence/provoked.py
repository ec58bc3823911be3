"""Requests made to fail, and what was answered: the value that evidence of failing is made of."""

from __future__ import annotations

import asyncio
import gc
import secrets
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import anyio.to_thread
from fastapi.security.base import SecurityBase

from conformance.app.exchange import Exchange
from conformance.app.framework import flat_dependants
from conformance.app.functions import underlying
from conformance.app.operations import Operation
from conformance.app.seams import NoFault
from conformance.app.service import Service

_TURN = 0.05  # seconds what is collected has to close itself


@dataclass(frozen=True)
class Provoked:
    """A request made to fail: in which way, as text and as a kind, and the exchange."""

    how: str
    kind: str
    exchange: Exchange
    operation: Operation | None = None
    canary: str = ""
    fault: Any = field(default=None, compare=False)


def canary() -> str:
    """Return a text that can be in an answer only if it was put there."""
    return f"conformance-canary-{secrets.token_hex(6)}"


def crashed(exchange: Exchange) -> bool:
    """Return whether an exchange ended in a server error that nobody chose: 501 to 504 are choices."""
    if exchange.status is not None and exchange.status < 500:
        return exchange.exception is not None and not exchange.complete and not exchange.left
    return bool(exchange.failure) or exchange.status not in (501, 502, 503, 504)


def guarded(operation: Operation) -> bool:
    """Return whether an operation asks for credentials by one of FastAPI's security schemes."""
    return bool(security(operation))


def security(operation: Operation) -> list[Any]:
    found = {}
    for dependant in flat_dependants(operation.dependant) if operation.dependant else ():
        for call in (dependant.call, underlying(dependant.call) if dependant.call else None):
            if isinstance(call, SecurityBase):
                found[id(call)] = call
    return list(found.values())


def sever(exchange: Exchange) -> None:
    """Let go of what an exchange that is over holds, also by the error of its fault."""
    exchange.forget()
    exchange.fault = NoFault()


def let_go(exchange: Exchange, service: Service) -> None:
    """Let go of what an exchange that failed holds, so that the app's connections are there for the next one."""
    sever(exchange)
    if any(one.kind == "connection" and one.alive for one in exchange.started):
        service.run(collect)


async def sweep() -> None:
    """Collect what nobody refers to, as it is."""
    gc.collect()


async def collect() -> None:
    """Collect what nobody refers to, also what idle worker threads were given last, and let it close itself."""
    limiter = anyio.to_thread.current_default_thread_limiter()
    workers = sum(one.name.startswith("AnyIO") for one in threading.enumerate())
    barrier = threading.Barrier(max(1, min(workers, int(limiter.available_tokens))))
    await asyncio.gather(*[anyio.to_thread.run_sync(_meet, barrier) for _ in range(barrier.parties)])
    gc.collect()
    await asyncio.sleep(_TURN)
    gc.collect()


def _meet(barrier: threading.Barrier) -> None:
    """Wait for the others, so that no worker is given two of these, and another none."""
    with suppress(threading.BrokenBarrierError):
        barrier.wait(_TURN)
