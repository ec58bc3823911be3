"""Sending requests as a caller, to operations that have not hung before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import Any

from conformance.app.exchange import Caller, Exchange, Request
from conformance.app.guidance import Guidance
from conformance.app.operations import Operation
from conformance.app.service import STREAM_SECONDS, Service
from conformance.finding import NotExercised

_SHORT = 0.05  # seconds to listen to a stream that is known to go on and on


class Sender:
    """Sends requests to a running app. `caller(again)` is who they are sent as, logged in anew when `again`."""

    def __init__(self, service: Service, guidance: Guidance, caller: Callable[[bool], Caller | None]) -> None:
        self._service, self._guidance, self._caller = service, guidance, caller
        self._endless: set[str] = set()
        self.hung: dict[str, str] = {}

    def caller(self) -> Caller | None:
        """Return the caller requests are sent as."""
        return self._caller(False)

    def send(
        self,
        request: Request,
        operation: Operation | None,
        *,
        anonymous: bool = False,
        renew: bool = False,
        fault: Any = None,
        deadline: float | None = None,
        patience: float | None = None,
    ) -> Exchange:
        """Send a request as the first caller, or as nobody; with `renew` a 401 makes the caller log in again.

        `patience` is how long to listen to what goes on and on. Raises NotExercised when the operation has hung before.
        """
        if operation is not None and operation.id in self.hung:
            raise NotExercised(self.hung[operation.id])
        caller = None if anonymous else self._caller(False)
        sent = partial(self._sent, request, operation, fault=fault, deadline=deadline, patience=patience)
        exchange = sent(caller)
        if exchange.status == 401 and renew and caller is not None:
            again = sent(self._caller(True))
            return again if again.status != 401 else exchange
        return exchange

    def send_together(
        self,
        requests: Sequence[Request],
        operation: Operation | None,
        *,
        callers: Sequence[Caller | None] = (),
        faults: Sequence[Any] = (),
        deadline: float | None = None,
    ) -> list[Exchange]:
        """Send requests at the same time, each as one of `callers`, by default the first, with one of `faults`.

        Raises NotExercised when the operation has hung before.
        """
        if operation is not None and operation.id in self.hung:
            raise NotExercised(self.hung[operation.id])
        names = callers or [self._caller(False)] * len(requests)
        prepared = [self.prepared(one, operation, caller) for one, caller in zip(requests, names, strict=True)]
        return self._service.send_together(
            list(zip(prepared, faults or [None] * len(prepared), strict=True)),
            deadline=deadline,
            patience=self._patience(operation),
        )

    def begin(
        self, request: Request, operation: Operation, fault: Any, patience: float | None
    ) -> tuple[Exchange, Future[Any]]:
        """Send a request without waiting for its end; see `Service.begin`.

        Raises NotExercised when the operation has hung before.
        """
        if operation.id in self.hung:
            raise NotExercised(self.hung[operation.id])
        prepared = self.prepared(request, operation, self._caller(False))
        return self._service.begin(prepared, fault=fault, patience=patience or self._patience(operation))

    def _sent(
        self,
        request: Request,
        operation: Operation | None,
        caller: Caller | None,
        *,
        fault: Any,
        deadline: float | None,
        patience: float | None,
    ) -> Exchange:
        exchange = self._service.send(
            self.prepared(request, operation, caller),
            fault=fault,
            deadline=deadline,
            patience=patience or self._patience(operation),
        )
        if exchange.left and operation is not None:
            self._endless.add(operation.id)
        return exchange

    def prepared(self, request: Request, operation: Operation | None, caller: Caller | None) -> Request:
        """Return a request as it is sent as a caller."""
        headed = request.with_headers({**self._guidance.headers, **_host(operation)})
        return self._guidance.change(as_caller(headed, caller), operation)

    def _patience(self, operation: Operation | None) -> float:
        return _SHORT if operation is not None and operation.id in self._endless else STREAM_SECONDS


def as_caller(request: Request, caller: Caller | None) -> Request:
    """Return a request with the headers and cookies of a caller."""
    if caller is None:
        return request
    sent = request.with_headers(dict(caller.headers))
    cookies = "; ".join(f"{name}={value}" for name, value in caller.cookies.items())
    own = request.header("cookie")
    return sent.with_headers({"cookie": f"{own}; {cookies}" if own else cookies}) if cookies else sent


def _host(operation: Operation | None) -> dict[str, str]:
    if operation is None or not operation.host:
        return {}
    host = operation.host
    while "{" in host:
        host = host.partition("{")[0] + "x" + host.partition("}")[2]
    return {"host": host}
