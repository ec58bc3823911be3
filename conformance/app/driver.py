"""Driving every operation to success: its own chain of requests makes what it needs, and touches nothing else."""

from __future__ import annotations

import itertools
import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from conformance.app.exchange import Caller, Exchange, Request
from conformance.app.guidance import Guidance, Override
from conformance.app.hints import told_of
from conformance.app.login import takes_login
from conformance.app.naming import ids_in, noun, placeholder, reference, segments, words
from conformance.app.operations import Operation
from conformance.app.recipe import MISSING, Recipe, Where
from conformance.app.relations import (
    accepted,
    enumerated,
    keyed,
    located,
    names,
    plain_value,
    rank,
    renamed,
    takes_any_path,
    under,
    unlikely,
)
from conformance.app.sender import Sender
from conformance.app.service import Service
from conformance.app.values import recipe
from conformance.finding import NotExercised

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_DESTRUCTIVE = {"reset", "restart", "clear", "flush", "restore", "cancel"}
_DELETING = {"delete", "remove", "purge", "prune", "wipe", "truncate", "shutdown", "drop", "cleanup", "destroy"}
_OPTIONAL: tuple[Where, ...] = ("query", "header", "cookie")
_DEPTH = 4
_MAKING = 6  # requests an operation gets to make what another needs
_TRIES = 12  # requests an operation gets to do its work for
_CRASHES = 3
_UNASKED = "no selected check needed it"
_WEBSOCKET = "a websocket: no more than its handshake is tried"


@dataclass(frozen=True)
class Valid:
    """A valid request and its exchange; `problem` says why the operation did not do its work, or is "".

    `made_up` are the ids in its path that nothing in this run made, listed or told of.
    """

    recipe: Recipe
    exchange: Exchange
    problem: str = ""
    made_up: frozenset[str] = frozenset()

    def require(self) -> None:
        """Raise NotExercised when the operation did not do its work."""
        if self.problem:
            raise NotExercised(self.problem)


@dataclass(frozen=True)
class _Plan:
    """One way to fill a request: with which fields, and whether texts are made unlike any before."""

    fill: str
    unique: bool


_PLANS = (_Plan("required", True), _Plan("all", True), _Plan("required", False), _Plan("all", False))


class Driver:
    """Sends operations requests they accept. One driver is used for all operations of one running app."""

    def __init__(
        self,
        service: Service,
        operations: Sequence[Operation],
        guidance: Guidance,
        caller: Callable[[bool], Caller | None] = lambda again: None,
    ) -> None:
        self.operations = {operation.id: operation for operation in operations}
        self.guidance = guidance
        self.pool: dict[str, Any] = {}
        self._attempts: dict[str, list[Exchange]] = {}
        self._sender = Sender(service, guidance, caller)
        self._salt = secrets.token_hex(3)
        self._count = itertools.count(1)
        self._outcomes: dict[str, Valid | NotExercised] = {}
        self._plans: dict[str, tuple[_Plan, ...]] = {}
        self._statuses: dict[str, int | None] = {}
        self._full: dict[str, list[Recipe]] = {}
        self._invented: set[str] = set()
        self._barren: set[tuple[str, frozenset[str], int]] = set()
        self._making: list[str] = []

    def send(
        self,
        request: Request,
        operation: Operation | None = None,
        *,
        anonymous: bool = False,
        fault: Any = None,
        deadline: float | None = None,
        patience: float | None = None,
    ) -> Exchange:
        """Send a request as the first caller, or as nobody; raise NotExercised when the operation has hung before.

        `patience` is how long to listen to what it streams, by default a while.
        """
        renew = fault is None and not anonymous and self._may_have_expired(operation)
        return self._sender.send(
            request, operation, anonymous=anonymous, renew=renew, fault=fault, deadline=deadline, patience=patience
        )

    def send_together(
        self,
        requests: Sequence[Request],
        operation: Operation,
        *,
        callers: Sequence[Caller | None] = (),
        faults: Sequence[Any] = (),
        deadline: float | None = None,
    ) -> list[Exchange]:
        """Send requests at the same time, as the first caller or as `callers`; return their exchanges in order."""
        return self._sender.send_together(requests, operation, callers=callers, faults=faults, deadline=deadline)

    def send_as(self, caller: Caller | None, request: Request, operation: Operation) -> Exchange:
        """Send a request as another caller, or as nobody; return its exchange."""
        return self.send_together([request], operation, callers=[caller])[0]

    def begin(
        self, request: Request, operation: Operation, *, fault: Any = None, patience: float | None = None
    ) -> tuple[Exchange, Future[Any]]:
        """Send a request as the first caller without waiting; return its exchange, and what is done when it ends.

        `patience` is how long to listen to what it streams, by default a while.
        """
        return self._sender.begin(request, operation, fault, patience)

    def prepared(self, request: Request, operation: Operation | None) -> Request:
        """Return a request as it is sent as the first caller."""
        return self._sender.prepared(request, operation, self.caller())

    def _may_have_expired(self, operation: Operation | None) -> bool:
        """Return whether a refusal may be due to a log-out: of an operation that let its caller in before."""
        known = self._outcomes.get(operation.id) if operation is not None else None
        first = operation is not None and known is None and not takes_login(operation)
        return first or (isinstance(known, Valid) and not known.problem)

    def caller(self) -> Caller | None:
        """Return the caller requests are sent as."""
        return self._sender.caller()

    @property
    def mark(self) -> str:
        """A text that is in every text made unlike any before, and nowhere else."""
        return self._salt

    def valid(self, operation: Operation) -> Valid:
        """Return a request the operation did its work for; raise NotExercised with the reason there is none."""
        sample = self.sample(operation)
        sample.require()
        return sample

    def sample(self, operation: Operation) -> Valid:
        """Return a request that is valid as far as is known, best one the operation did its work for.

        Raises NotExercised when no request may be sent, or none can be made.
        """
        if operation.id not in self._outcomes:
            try:
                self._outcomes[operation.id] = self._drive(operation)
            except NotExercised as reason:
                self._outcomes[operation.id] = reason
        outcome = self._outcomes[operation.id]
        if isinstance(outcome, NotExercised):
            raise NotExercised(str(outcome))
        return outcome

    def fresh(self, operation: Operation) -> Recipe:
        """Return a request like the valid one, for things of its own made anew: it may be sent once."""
        known = self.sample(operation)
        if operation.method in SAFE:
            return known.recipe
        for made, _ in self._recipes(operation, {}, 0):
            return made
        return known.recipe

    def paths(self, operation: Operation) -> Iterator[Mapping[str, Any]]:
        """Yield what may stand in the path of a read: of things made for it, listed, or told of."""
        if operation.method in SAFE:
            yield from self._paths(operation, {}, 0)

    def attempts(self, operation: Operation) -> list[Exchange]:
        """Return the exchanges in which a valid request was tried, also those that failed."""
        with suppress(NotExercised):
            self.sample(operation)
        return list(self._attempts.get(operation.id, ()))

    def full(self, operation: Operation) -> list[Recipe]:
        """Return valid requests that together send every optional part: one with all, or one for each."""
        if operation.id not in self._full:
            self._full[operation.id] = self._filled(operation, self.sample(operation))
        return self._full[operation.id]

    def _filled(self, operation: Operation, sample: Valid) -> list[Recipe]:
        known = sample.recipe.having("path", self._standing(operation, sample))
        try:
            made = self._recipe(operation, _Plan("all", True), known.path, 0, own=True).having("path", known.path)
        except NotExercised:
            return [known]
        if not sample.exchange.ok or takes_login(operation) or self.send(made.request(), operation).ok:
            return [made]
        added = [(where, name) for where in _OPTIONAL for name in made.part(where) if name not in known.part(where)]
        return [known, *(known.put(where, (name,), made.at(where, (name,))) for where, name in added)]

    def renewed(self, request: Request) -> Request:
        """Return a request with all that was made unlike any before made unlike it again."""
        old, new = re.compile(rf"{self._salt}x\d+"), self._unique()
        return replace(
            request,
            query=tuple((name, old.sub(new, value)) for name, value in request.query),
            body=re.sub(old.pattern.encode(), new.encode(), request.body),
        )

    def varied(self, operation: Operation) -> Recipe:
        """Return the sample request, with what has to be unique in it made anew."""
        sample = self.sample(operation)
        plan = self._plans.get(operation.id, _PLANS)[0]
        try:
            return self._recipe(operation, plan, self._standing(operation, sample), 0, own=True)
        except NotExercised:
            return sample.recipe

    def _standing(self, operation: Operation, sample: Valid) -> Mapping[str, Any]:
        """Return the path of something that is there now: what was made for the sample may be gone by this time."""
        made = operation.method not in SAFE and sample.recipe.path and not sample.problem
        return self.fresh(operation).path if made else sample.recipe.path

    def outcome(self, operation: Operation) -> tuple[bool, int | None, str]:
        """Return how driving an operation ended: whether it was exercised, its last status, and why not."""
        outcome = self._outcomes.get(operation.id)
        if outcome is None:
            reason = _WEBSOCKET if operation.kind == "websocket" else _UNASKED
            return False, None, reason
        if isinstance(outcome, NotExercised):
            return False, self._statuses.get(operation.id), str(outcome)
        return not outcome.problem, outcome.exchange.status, outcome.problem

    def is_shared(self, operation: Operation) -> bool:
        """Return whether an operation changes something that is not of this run: it is only sent what is there."""
        alone = operation.method in ("PUT", "PATCH") and "{" not in operation.path
        return alone and operation.id not in self.guidance.requests

    def _unique(self) -> str:
        return f"{self._salt}x{next(self._count)}"

    def _drive(self, operation: Operation) -> Valid:
        self._refuse(operation)
        refusals: list[Valid] = []
        for made, plan in self._recipes(operation, {}, 0):
            exchange = self._attempt(operation, made)
            invented = frozenset(name for name, value in made.path.items() if str(value) in self._invented)
            if exchange.ok:
                self._plans[operation.id] = (plan, *(p for p in _PLANS if p != plan))
                return Valid(made, exchange, made_up=invented)
            refusals.append(Valid(made, exchange, made_up=invented))
            if self._in_vain(refusals):
                break
        if refusals and refusals[0].exchange.status in (400, 403, 404, 409, 412, 422, 423, 424):
            after = self._after_siblings(operation)
            if after is not None:
                return after
        if not refusals:
            raise NotExercised("no request could be made for it")
        if operation.id in self._sender.hung:
            raise NotExercised(self._sender.hung[operation.id])
        best = min(refusals, key=lambda one: (one.exchange.status or 999) // 100 == 5)
        problem = _refusal(best.exchange, self.caller() is not None, "{" in operation.path)
        return replace(best, problem=problem)

    def _in_vain(self, refusals: Sequence[Valid]) -> bool:
        """Return whether more requests would be answered like those before."""
        last = refusals[-1].exchange
        crashes = [one for one in refusals if (one.exchange.status or 500) >= 500]
        gone = last.status in (401, 405, 501) or bool(last.failure) or bool(_refused_hosts(last))
        return gone or len(crashes) >= _CRASHES or len(refusals) >= _TRIES

    def _attempt(self, operation: Operation, made: Recipe) -> Exchange:
        exchange = self.send(made.request(), operation)
        if exchange.failure and not exchange.held:
            exchange = self.send(made.request(), operation)  # once may be the machine's fault
        self._statuses[operation.id] = exchange.status
        if exchange.failure:
            self._sender.hung[operation.id] = exchange.failure
        self._remember(operation, exchange)
        return exchange

    def _remember(self, operation: Operation, exchange: Exchange) -> None:
        """Keep an attempt and what it holds; of those that only make things for others, what crashed."""
        if operation.id not in self._outcomes or exchange.failure or (exchange.status or 500) >= 500:
            self._attempts.setdefault(operation.id, []).append(exchange)

    def _refuse(self, operation: Operation) -> None:
        """Raise NotExercised for what is not to be sent: it could change what this run did not create."""
        if operation.kind == "websocket":
            raise NotExercised(_WEBSOCKET)
        if operation.id in self.guidance.requests or operation.method in SAFE:
            return
        last = (segments(operation.path) or [""])[-1].lower()
        destroys = last in _DESTRUCTIVE or bool(set(words(last)) & _DELETING)
        if operation.method == "DELETE" and "{" not in operation.path:
            raise NotExercised(f'deletes what this run did not create; allow it with requests."{operation.id}"')
        if destroys and "{" not in operation.path:
            raise NotExercised(
                f'{last} may touch what this run did not create; allow it with requests."{operation.id}"'
            )

    def _recipes(self, operation: Operation, fixed: Mapping[str, Any], depth: int) -> Iterator[tuple[Recipe, _Plan]]:
        """Yield requests to try, each on things made for it; `fixed` are path values that are given."""
        problem: NotExercised | None = None
        tried = False
        for plan in self._plans.get(operation.id, _PLANS):
            try:
                for path in self._paths(operation, fixed, depth):
                    made = self._recipe(operation, plan, path, depth)
                    tried = True
                    yield made, plan
            except NotExercised as reason:
                problem = reason
        if not tried and problem is not None:
            raise problem

    def _recipe(
        self, operation: Operation, plan: _Plan, path: Mapping[str, Any], depth: int, *, own: bool = False
    ) -> Recipe:
        """Return one request; with `own` the user's credentials stay out of it, so that no account is locked."""
        override = self.guidance.requests.get(operation.id, Override())
        linked = self._links(operation, plan, path, depth)
        given = {**self.guidance.values, **self.guidance.seeded}
        known = {**self.pool, **(self.guidance.credentials if takes_login(operation) and not own else {})}
        here = {f"path.{name}": value for name, value in {**path, **override.path}.items()}
        values = {**known, **linked, **given, **here, **override.query}
        echo = self._echo(operation)
        made = recipe(
            operation,
            values={**values, **(echo or {})},
            fill="all" if plan.fill == "all" else "required",
            unique=self._unique() if plan.unique else "",
        )
        if echo is not None and isinstance(made.body, dict):
            made = made.having("body", _unchanging(operation, made.body, echo))
        return _overridden(made, override)

    def _echo(self, operation: Operation) -> Mapping[str, Any] | None:
        """Return what a thing that is not ours holds now, so that sending it back changes nothing."""
        if not self.is_shared(operation):
            return None
        reader = self.operations.get(f"GET {operation.path}")
        answer = self.valid(reader).exchange.json() if reader is not None else None
        if not isinstance(answer, dict):
            raise NotExercised(f'changes what this run did not create; allow it with requests."{operation.id}"')
        inner = [value for value in answer.values() if isinstance(value, dict)]
        return {**{k: v for one in inner for k, v in one.items()}, **answer}

    def _paths(self, operation: Operation, fixed: Mapping[str, Any], depth: int) -> Iterator[Mapping[str, Any]]:
        """Yield values for the parameters in the path, from the left: each is made below the ones before it."""
        override = self.guidance.requests.get(operation.id, Override()).path
        given = {**self._given(operation), **override, **fixed}
        names = [s.strip("{}") for s in segments(operation.path) if s.startswith("{")]
        yield from self._extend(operation, names, {n: given[n] for n in names if n in given}, depth)

    def _given(self, operation: Operation) -> Mapping[str, Any]:
        """Return the user's values that this operation may be sent to: what it changes must be of this run."""
        if operation.method == "DELETE":
            return {}
        if operation.method in ("PUT", "PATCH"):
            return self.guidance.seeded
        return {**self.guidance.values, **self.guidance.seeded}

    def _extend(
        self, operation: Operation, names: Sequence[str], known: Mapping[str, Any], depth: int
    ) -> Iterator[Mapping[str, Any]]:
        missing = next((name for name in names if name not in known), None)
        if missing is None:
            yield known
            return
        if enumerated(operation, missing) and self._upsert(operation, missing) is None:
            yield from self._extend(operation, [n for n in names if n != missing], known, depth)
            return
        fits = (v for v in self._ids(operation, missing, known, depth) if accepted(operation, missing, v))
        values = list(itertools.islice(fits, 3))
        for value in values:
            yield from self._extend(operation, names, {**known, missing: value}, depth)
        if operation.method in SAFE:
            self._invented.update(plain_value(operation, missing))
            yield from self._extend(operation, [n for n in names if n != missing], known, depth)
        elif not values:
            made_up = unlikely(operation, missing)
            self._invented.add(str(made_up))
            yield from self._extend(operation, names, {**known, missing: made_up}, depth)

    def _ids(self, operation: Operation, name: str, known: Mapping[str, Any], depth: int) -> Iterator[Any]:
        """Yield values for one path parameter: of something made for it, for reads also of what is listed."""
        beside = self._upsert(operation, name)
        put = self._make(beside, known, depth + 1) if beside is not None and depth < _DEPTH else None
        if put is not None:
            yield put.recipe.path[name]
            return
        collection = keyed(operation.path.partition(f"/{placeholder(name)}")[0], name)
        thing = (reference(name) or (noun(([s for s in segments(collection) if "{" not in s] or [""])[-1]), ""))[0]
        if depth < _DEPTH:
            for maker in self._makers(operation, collection, thing):
                found = list(self._made(maker, renamed(operation, maker, known), name, thing, operation, depth))
                if found:
                    yield from found
                    return
        if operation.method in SAFE:
            lister = self.operations.get(f"GET {collection}") or self.operations.get(f"GET {collection}/")
            if lister is not None and lister is not operation:
                yield from self._listed(lister, renamed(operation, lister, known), name, thing)
            yield from told_of(operation.endpoint, name)
            if takes_any_path(operation, name):
                yield ""

    def _upsert(self, operation: Operation, name: str) -> Operation | None:
        """Return the PUT that puts a thing where an operation looks for it, None when there is none."""
        last = operation.path.endswith(placeholder(name)) and operation.method != "PUT"
        return self.operations.get(f"PUT {operation.path}") if last else None

    def _makers(self, operation: Operation, collection: str, thing: str) -> list[Operation]:
        """Return operations that may make a `thing`, the ones right at the collection first."""
        ranked: list[tuple[int, str, Operation]] = []
        for maker in self.operations.values():
            if maker.kind == "http" and maker.method in ("POST", "PUT") and maker is not operation:
                place = rank(maker, collection, thing)
                if place is not None:
                    ranked.append((place, maker.id, maker))
        return [maker for _, _, maker in sorted(ranked, key=lambda item: item[:2])][:3]

    def _made(
        self, maker: Operation, fixed: Mapping[str, Any], name: str, thing: str, wanted: Operation, depth: int
    ) -> Iterator[Any]:
        made = self._make(maker, fixed, depth + 1)
        if made is None:
            return
        body, exchange = made.recipe.body, made.exchange
        found = located(exchange, wanted.path, name) + ids_in(exchange.json(), name, thing)
        sent = body if isinstance(body, dict) else made.recipe.form or {}
        yield from dict.fromkeys(found + ([sent[name]] if isinstance(sent.get(name), str | int) else []))

    def _make(self, maker: Operation, fixed: Mapping[str, Any], depth: int) -> Valid | None:
        """Run an operation that makes something, once more; None when it does not, or did not before."""
        before = (maker.id, frozenset(fixed), depth)
        if before in self._barren or maker.id in self._making:
            return None
        self._making.append(maker.id)
        try:
            self._refuse(maker)
            made = self._first_made(maker, fixed, depth)
        except NotExercised:
            made = None
        finally:
            self._making.pop()
        if made is None:
            self._barren.add(before)
        return made

    def _first_made(self, maker: Operation, fixed: Mapping[str, Any], depth: int) -> Valid | None:
        for made, plan in itertools.islice(self._recipes(maker, fixed, depth), _MAKING):
            exchange = self._attempt(maker, made)
            if exchange.ok:
                self._plans[maker.id] = (plan, *(p for p in _PLANS if p != plan))
                return Valid(made, exchange)
            if exchange.status in (401, 403, 405) or exchange.failure:
                return None
        return None

    def _listed(self, lister: Operation, fixed: Mapping[str, Any], name: str, thing: str) -> Iterator[Any]:
        try:
            for made, _ in self._recipes(lister, fixed, _DEPTH):
                exchange = self._attempt(lister, made)
                if exchange.ok:
                    yield from ids_in(exchange.json(), name, thing)
                    return
        except NotExercised:
            return

    def _links(self, operation: Operation, plan: _Plan, path: Mapping[str, Any], depth: int) -> dict[str, Any]:
        """Return values for parameters and members that name something made elsewhere: `category_id`."""
        links: dict[str, Any] = {}
        if depth >= _DEPTH:
            return links
        for name, required, schema in names(operation):
            refers = reference(name) or self._collected(name, schema)
            if refers is None or name in path or not (required or plan.fill == "all"):
                continue
            found = (
                self._elsewhere(operation, name, refers[0], path, depth) if required else self._known(name, refers[0])
            )
            value = next(found, None)
            if value is not None:
                links[name] = [value] if refers[1] == "ids" else value
        return links

    def _elsewhere(
        self, operation: Operation, name: str, thing: str, path: Mapping[str, Any], depth: int
    ) -> Iterator[Any]:
        for maker in self._makers(operation, "\0", thing):
            yield from self._made(maker, renamed(operation, maker, path), name, thing, operation, depth)
        yield from self._known(name, thing)

    def _known(self, name: str, thing: str) -> Iterator[Any]:
        """Yield ids of things that are there already: what is optional is not worth making."""
        for lister in self._listers(thing)[:1]:
            yield from self._listed(lister, {}, name, thing)

    def _listers(self, thing: str) -> list[Operation]:
        """Return the reads whose path ends in the plural of a thing, without parameters."""
        found = [o for o in self.operations.values() if o.method == "GET" and "{" not in o.path]
        return [o for o in found if segments(o.path) and noun(segments(o.path)[-1]) == thing]

    def _collected(self, name: str, schema: Mapping[str, Any]) -> tuple[str, str] | None:
        """Return what a member refers to that is an id by its type and has the name of a collection's things."""
        kinds = [schema, *schema.get("anyOf", ())]
        is_id = any(kind.get("format") in ("uuid", "uuid4") for kind in kinds)
        return (noun(name), "id") if is_id and self._listers(noun(name)) else None

    def _after_siblings(self, operation: Operation) -> Valid | None:
        """Try an action again after the other actions on the same thing: shipping may need paying first."""
        names = [s for s in segments(operation.path) if s.startswith("{")]
        if not names or operation.method in SAFE:
            return None
        plan = self._plans.get(operation.id, _PLANS)[0]
        for path in itertools.islice(self._paths(operation, {}, 0), 1):
            for sibling in self._siblings(operation, names[-1]):
                self._make(sibling, renamed(operation, sibling, path), _DEPTH - 1)
                made = self._recipe(operation, plan, path, 0)
                exchange = self._attempt(operation, made)
                if exchange.ok:
                    return Valid(made, exchange)
        return None

    def _siblings(self, operation: Operation, last: str) -> list[Operation]:
        root = operation.path.partition(last)[0] + last
        near = [
            other
            for other in self.operations.values()
            if other.method in ("POST", "PUT", "PATCH") and other is not operation and under(other.path, root)
        ]
        return sorted(near, key=lambda other: (other.at.line if other.at else 0, other.id))[:8]


def _unchanging(operation: Operation, body: Mapping[str, Any], echo: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in body.items() if name in echo and echo[name] == value}
    if operation.method == "PUT" and len(kept) < len(body):
        raise NotExercised(f'changes what this run did not create; allow it with requests."{operation.id}"')
    return kept


def _overridden(made: Recipe, override: Override) -> Recipe:
    made = made.having("path", {**made.path, **override.path}).having("query", {**made.query, **override.query})
    made = made.having("header", {**made.headers, **override.headers})
    if override.body is MISSING:
        return made
    return made.having("form", override.body) if made.form is not None else made.having("body", override.body)


def _refused_hosts(exchange: Exchange) -> list[str]:
    return [name for name in exchange.touched if name not in ("database", "redis")]


def _refusal(exchange: Exchange, called: bool, with_id: bool) -> str:
    status = exchange.status
    hosts = _refused_hosts(exchange)
    if hosts and (status is None or status >= 400):
        name = hosts[0].rpartition(":")[0] or hosts[0]
        return f"{status}: it needs {name}, which is refused; allow it with --conformance-allow-host={name}"
    if status is None:
        return f"no answer: {type(exchange.exception).__name__} was raised"
    if status == 401 and not called:
        return "401 without a caller: give login or callers in [tool.conformance]"
    if status in (401, 403):
        return f"{status}: the caller is not allowed{_said(exchange)}"
    if status == 404 and with_id:
        return "404: nothing in this run creates what it needs; give it by seed, values or requests"
    return f"{status}{_said(exchange)}"


def _said(exchange: Exchange) -> str:
    text = " ".join(exchange.text.split())
    readable = exchange.media_type.endswith("json") or exchange.media_type == "text/plain"
    return f": {text[:90]}" if text and readable else ""
