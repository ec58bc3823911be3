"""One run of one app: started under observation, with its callers, its seed and its driver."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from conformance.app import login, reach
from conformance.app.address import Address
from conformance.app.client import async_client, client
from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.driver import Driver
from conformance.app.exchange import Caller, Request
from conformance.app.guidance import Guidance
from conformance.app.loading import Target, load
from conformance.app.operations import Operation
from conformance.app.service import Service
from conformance.config import Config
from conformance.faults import background, backoff, late, network, redis, stream, wire
from conformance.observe import (
    answers,
    closing,
    fillings,
    finding_stores,
    handlers,
    holdings,
    lifespans,
    log_waits,
    logs,
    pools,
    sessions,
    spans,
    sql,
    state,
    statements,
    stores,
    tasks,
    thread_locals,
    yielded,
)
from conformance.observe.event_loop import Watch
from conformance.observe.quiet import handlers_aside
from conformance.observe.redis import observed as observed_redis

Implementation = Callable[..., Any]


@dataclass(frozen=True)
class Hooks:
    """What the user's hooks contribute, each an implementation that takes what it names."""

    callers: tuple[Implementation, ...] = ()
    seed: tuple[Implementation, ...] = ()
    change: Callable[[Request, Operation | None], Request] = lambda request, operation: request


class Surroundings:
    """What is put around the app before it is imported: its Redis and the network beyond this machine."""

    def __init__(self, allowed: Iterable[str], server: Address | None = None) -> None:
        self.code = UserCode()
        self._loading = False
        self._service: Service | None = None
        self._stack = ExitStack()
        self._allowed = frozenset(allowed)
        self.thread_locals = thread_locals.Notes(lambda: self.code)
        self._stack.enter_context(thread_locals.noted(self.thread_locals))
        self.handlers: logs.Added = WeakKeyDictionary()
        self._stack.enter_context(logs.additions_noted(self.handlers, lambda: self.code))
        self.pools = pools.Pools(lambda: self.code)
        self._stack.enter_context(pools.observed(self.pools))
        self._stack.enter_context(statements.recorded())
        named = {str(server)} if server is not None else set()
        guard = network.Guard(self._allowed | named, lambda: self.code, self._is_app)
        self.redis = redis.Given(server) if server is not None else redis.Embedded()
        self._stack.enter_context(backoff.steadied())
        self._stack.enter_context(redis.redirected(self.redis, self._keeps, lambda: self.code))
        self._stack.enter_context(network.guarded(guard))

    def load(self, spec: str, directory: str) -> Target:
        """Load the app with the surroundings in place."""
        self._loading = True
        try:
            with handlers_aside():
                return load(spec, directory)
        finally:
            self._loading = False

    def serve(self, service: Service) -> None:
        """Tell whose threads are the app's from now on."""
        self._service = service

    def _keeps(self, host: Any, port: Any) -> bool:
        """Return whether a Redis connection goes where it is meant to: allowed, or none of the app's."""
        allowed = str(host) in self._allowed or f"{host}:{port}" in self._allowed
        return allowed or not (EXCHANGE.get() is not None or self._is_app())

    def _is_app(self) -> bool:
        if self._loading:
            return threading.current_thread() is threading.main_thread()
        return self._service is not None and self._service.owns_this_thread()

    def close(self) -> None:
        """Give everything back."""
        self._stack.close()


class Rig:
    """The running app and what drives it; `start` it once, and `stop` it at the end."""

    def __init__(
        self, target: Target, operations: list[Operation], config: Config, surroundings: Surroundings, hooks: Hooks
    ) -> None:
        self.target, self.operations, self.config = target, operations, config
        self.code = surroundings.code
        self.service = Service(target.asgi, deadline=config.deadline)
        self.watch = Watch(self.code, lambda: self.service.loop, lambda: self.service.active)
        self.thread_locals = surroundings.thread_locals
        self.pools = surroundings.pools
        self.redis: redis.Server = surroundings.redis
        self.stores = fillings.Watch(self._found_stores)
        self.lifespans: list[Any] = []  # the routers a lifespan came to
        self.log_waits: list[log_waits.Waited] = []
        self._surroundings, self._hooks = surroundings, hooks
        self._stack = ExitStack()
        self.callers: tuple[Caller, ...] = ()
        self._logged_in: Caller | None = None
        self._answer: Mapping[str, Any] = {}

    def start(self, *, remembers: bool = True) -> None:
        """Start the app, log in and seed it; what requests leave in memory is followed where it `remembers`.

        Raises StartError, LoginError, or what a hook raises.
        """
        self._stack.enter_context(self._observed())
        self._surroundings.serve(self.service)
        try:
            with handlers_aside():
                self.service.start()
            self._stack.callback(self._stop_service)
            self.callers = tuple(self._callers())
            self.driver = Driver(self.service, self.operations, self._guidance(), self.caller)
            self.driver.pool.update(self._answer)
            if remembers:
                self._stack.enter_context(self.stores.following(self.driver))
        except BaseException:
            self._stack.close()
            raise

    @contextmanager
    def _observed(self) -> Iterator[None]:
        with ExitStack() as stack:
            stack.enter_context(self.watch.installed())
            stack.enter_context(answers.observed(self.code))
            stack.enter_context(logs.observed(self.code, self._surroundings.handlers))
            stack.enter_context(log_waits.observed(self.log_waits))
            stack.enter_context(spans.observed(self.code))
            stack.enter_context(sql.observed(self.code))
            stack.enter_context(statements.observed())
            stack.enter_context(wire.observed(self.code))
            stack.enter_context(observed_redis(self.code, self.redis.serving))
            stack.enter_context(late.installed())
            stack.enter_context(tasks.observed(self.code))
            stack.enter_context(holdings.observed(self.code))
            stack.enter_context(yielded.observed(self.code))
            stack.enter_context(sessions.observed(self.code))
            stack.enter_context(closing.observed(self.code))
            apps = {id(o.owner): o.owner for o in self.operations if o.owner is not None}
            stack.enter_context(handlers.observed(apps.values(), self.code))
            stack.enter_context(stream.installed())
            stack.enter_context(background.installed(self.code))
            stack.enter_context(lifespans.observed(self.lifespans))
            yield

    def _found_stores(self) -> Iterator[stores.Store]:
        roots = reach.roots(self.target.app, self.operations, self.service.state)
        return finding_stores.stores(state.user_modules(self.code.owns), roots, self.code.owns)

    def _stop_service(self) -> None:
        self.problem = self.service.stop()

    def stop(self) -> str:
        """Leave the app and every patch; return what went wrong, or ""."""
        self.problem = ""
        self._stack.close()
        return self.problem

    def caller(self, again: bool) -> Caller | None:
        """Return the first caller, logged in anew when `again`; None when there is none."""
        if again and self._logged_in is not None:
            with suppress(login.LoginError):  # what was known before may still do
                self._log_in()
        if self._logged_in is not None:
            return self._logged_in
        return self.callers[0] if self.callers else None

    def _callers(self) -> Iterator[Caller]:
        for hook in self._hooks.callers:
            yield from self._call(hook, None) or ()
        yield from self.config.callers
        if self.config.login is not None:
            yield self._log_in()

    def _log_in(self) -> Caller:
        assert self.config.login is not None
        headers = self.config.headers
        self._logged_in, self._answer = login.log_in(
            self.operations,
            self.config.login.username,
            self.config.login.password,
            lambda request: self.service.send(self._hooks.change(request.with_headers(headers), None)),
        )
        return self._logged_in

    def _guidance(self) -> Guidance:
        seeded: dict[str, Any] = {}
        known = self.config.login
        for hook in self._hooks.seed:
            seeded |= self._call(hook, self.caller(False)) or {}
        return Guidance(
            values=self.config.values,
            seeded=seeded,
            requests=self.config.requests,
            headers=self.config.headers,
            credentials=login.credentials(known.username, known.password) if known is not None else {},
            change=self._hooks.change,
        )

    def _call(self, hook: Implementation, caller: Caller | None) -> Any:
        if not inspect.iscoroutinefunction(inspect.unwrap(hook)):
            with client(self.service, caller) as sync:
                return hook(sync)

        async def run() -> Any:
            async with async_client(self.service, caller) as asynchronous:
                return await hook(asynchronous)

        return self.service.run(run)
