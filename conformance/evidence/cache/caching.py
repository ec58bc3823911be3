"""Evidence of caches in Redis: what operations ask for, make when it is missing, keep, and answer from the next time.

An operation caches when it asks for an entry in vain, writes it, finds it the next time, and what it finds decides on
its answer. The last is tried by changing the entry: so counters, locks, sessions and marks are no caches.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NoReturn

from conformance.app.commands import Command, Entry, Fill, fills, revised, scripted
from conformance.app.differences import Leaves, Path, changed, differing, leaves, parsed
from conformance.app.driver import SAFE, Driver, Valid
from conformance.app.exchange import Caller, Exchange
from conformance.app.operations import Operation
from conformance.app.recipe import Recipe
from conformance.check import evidence
from conformance.evidence.patience import wait_while
from conformance.evidence.provoked import crashed
from conformance.faults.redis import Server, remove
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.rig import Rig

_LATE = 0.3  # seconds a task that an answer leaves behind has to write what was missing
_MORE = 10  # answers from the cache: what is drawn by lot, of two values even, is not the same in all of them
_FEW = 3  # entries that are tried at one line that writes them
_STATUS: Path = ("\0status",)
_GARBAGE = b"\x93conformance"
_NOTHING_KEPT = "asks Redis for nothing that it writes when it is missing, and then answers from"


@dataclass(frozen=True, eq=False)
class Cached:
    """An entry that an operation keeps answers in: how it was filled, and for how many seconds, None for ever.

    `served` says that another value is answered as it is, `ignored` that it is made anew whatever it holds.
    """

    fill: Fill
    seconds: float | None
    served: bool = False
    ignored: bool = False

    @property
    def entry(self) -> Entry:
        return self.fill.entry


@dataclass(frozen=True, eq=False)
class Misplaced:
    """An entry that is asked for in vain, and another that is written in its place."""

    asked: Entry
    written: Entry
    read: Command
    write: Command
    value: bytes


@dataclass(eq=False)
class Caching:
    """What an operation keeps, and its answers, cold and warm by turns, and some more warm ones.

    `lives` are the seconds that what was filled had to live, None for ever; `drifting` are fills that no two requests
    share; `misplaced` are those of entries that it does not ask for.
    """

    operation: Operation
    cold: list[Exchange] = field(default_factory=list)
    warm: list[Exchange] = field(default_factory=list)
    more: list[Exchange] = field(default_factory=list)
    lives: dict[Entry, float | None] = field(default_factory=dict)
    entries: list[Cached] = field(default_factory=list)
    drifting: list[list[Fill]] = field(default_factory=list)
    misplaced: list[Misplaced] = field(default_factory=list)

    @property
    def noise(self) -> frozenset[Path]:
        """Where fresh answers differ from one another, or those from the cache do: nothing can be said of that."""
        return varying(self.cold) | varying([*self.warm, *self.more])

    def require(self) -> None:
        """Raise NotApplicable where nothing that is kept is found again."""
        if not self.entries:
            raise NotApplicable("keeps nothing that is found again")

    def at(self, command: Command) -> Place | None:
        """Return the user's line that sent a command, or the operation where a library does that around it."""
        return command.at or self.operation.at

    def name(self, entry: Entry) -> str:
        """Return what an entry is called, without what callers are known by."""
        return shown(entry, self.cold[0])


def answered(exchange: Exchange) -> Leaves:
    """Return the parts of an answer, its status among them."""
    return {**leaves(exchange.body), _STATUS: exchange.status}


def varying(exchanges: Iterable[Exchange]) -> frozenset[Path]:
    """Return where answers that are to be the same are not."""
    first, *others = map(answered, exchanges)
    return frozenset(path for other in others for path in differing(first, other))


def apart(first: list[Exchange], second: list[Exchange]) -> bool:
    """Return whether two requests are answered otherwise, but for what differs for one of them too."""
    return bool(differing(answered(first[0]), answered(second[0])) - varying(first) - varying(second))


def shown(entry: object, exchange: Exchange) -> str:
    """Return the name of an entry, without the values of headers that say who calls."""
    text = str(entry)
    for name, value in exchange.request.headers:
        if name not in _PLAIN:
            for secret in sorted(value.replace("=", " ").replace(";", " ").split(), key=len, reverse=True):
                text = text.replace(secret, "...") if len(secret) >= _TELLING else text
    return text


_TELLING = 4  # characters of a value that is left out
_PLAIN = frozenset({"accept", "content-type", "host", "user-agent"})  # headers that say nothing of the caller


@evidence
def fillings(driver: Driver, rig: Rig) -> frozenset[Entry]:
    """The entries that requests to operations that only read asked for in vain and then wrote."""
    found = [driver.attempts(operation) for operation in rig.operations if operation.method in SAFE]
    commands = [one.commands for tried in found for one in tried]
    written = {fill.entry for one in commands for fill in fills(one)}
    return frozenset(written | {entry for one in commands for entry, _ in scripted(one)})


@dataclass(frozen=True, eq=False)
class Revision:
    """A change of an entry by what it held, or, where `first`, by what it was found not to hold."""

    operation: str
    entry: Entry
    command: Command
    first: bool = False


@evidence
def revisions(driver: Driver, rig: Rig) -> list[Revision]:
    """What requests asked Redis for and then changed; to make what is missing is a change where that is the purpose."""
    found: list[Revision] = []
    for operation in rig.operations:
        for one in driver.attempts(operation):
            found += [Revision(operation.id, entry, command) for entry, command in revised(one.commands)]
            if operation.method not in SAFE:
                found += [Revision(operation.id, fill.entry, fill.write, True) for fill in fills(one.commands)]
    return found


@evidence
def reading(operation: Operation, sample: Valid) -> Valid:
    """The valid request of an operation that is there to read: that its answers are kept may be expected."""
    if operation.method not in SAFE:
        raise NotApplicable("is sent to change something: its answers are not expected to be kept")
    return sample


@evidence
def observing(driver: Driver, operation: Operation, reading: Valid, fillings: frozenset[Entry]) -> Observing:
    """What sends an operation's request with entries of its Redis removed, changed and put back."""
    asked = [command for one in driver.attempts(operation) for command in one.commands]
    if not asked:
        reading.require()
        raise NotApplicable("asks no Redis while serving")
    server = next((command.server for command in asked if command.server is not None), None)
    if server is None:
        raise NotExercised("asks a Redis that is not of this run: what is kept there is left alone")
    reading.require()
    return Observing(driver, server, operation, fillings)


@evidence
def caching(observing: Observing, operation: Operation, revisions: list[Revision]) -> Caching:
    """What an operation caches in Redis, and its answers to one request: cold, warm, and both once more."""
    return observing.caching(_revised_elsewhere(operation, revisions))


Revised = Callable[[Fill], bool]


def _revised_elsewhere(operation: Operation, revisions: list[Revision]) -> Revised:
    """Return what tells whether others change an entry by what it holds, or this line changes others: it is a store."""
    others = [one for one in revisions if one.operation != operation.id]
    lines = {one.command.at for one in others if not one.first and one.command.at is not None}

    def elsewhere(fill: Fill) -> bool:
        known = [one for one in others if one.entry == fill.entry]
        return fill.write.at in lines or any(not one.first or one.command.at != fill.write.at for one in known)

    return elsewhere


class Observing:
    """Sends an operation's request with entries removed, changed and put back."""

    def __init__(self, driver: Driver, server: Server, operation: Operation, known: frozenset[Entry]) -> None:
        self._driver, self.server, self._operation, self._known = driver, server, operation, known

    @property
    def recipe(self) -> Recipe:
        """The valid request."""
        return self._driver.sample(self._operation).recipe

    def send(self, fault: object = None, recipe: Recipe | None = None) -> Exchange:
        """Send the valid request or another; return once what it left behind has filled what was missing."""
        return self._settled(self._driver.send((recipe or self.recipe).request(), self._operation, fault=fault))

    def sent(self, recipe: Recipe, operation: Operation) -> Exchange:
        """Send a request to another operation; return once what it left behind is done."""
        return self._settled(self._driver.send(recipe.request(), operation))

    def send_as(self, caller: Caller | None) -> Exchange:
        """Send the valid request as another caller, or as nobody."""
        return self._settled(self._driver.send_as(caller, self.recipe.request(), self._operation))

    def together(self, number: int) -> list[Exchange]:
        """Send the valid request many times at once; return once what they left behind is done."""
        exchanges = self._driver.send_together([self.recipe.request()] * number, self._operation)
        wait_while(lambda: any(map(self._goes_on, exchanges)), _LATE)
        for one in exchanges:
            self._follow(one)
        return exchanges

    def _settled(self, exchange: Exchange) -> Exchange:
        self._follow(exchange)
        wait_while(lambda: self._goes_on(exchange) or self._is_missing(exchange), _LATE)
        return exchange

    def _follow(self, exchange: Exchange) -> None:
        """Look up what scripts have written where nothing was: they are noted as what writes that."""
        for entry, command in list(scripted(exchange.commands)):
            client = self.server.client(entry.db)
            value = client.get(entry.key) if client.type(entry.key) == b"string" else None
            if value is not None and list(command.keys) == [entry.key]:
                command.name, command.args, command.reply = "SET", (entry.key, value), True

    def remove(self, entries: Iterable[Entry]) -> None:
        """Remove entries of a cache."""
        for entry in entries:
            remove(self.server, entry)

    def _goes_on(self, exchange: Exchange) -> bool:
        """Return whether tasks that an exchange started are still at work."""
        return any((task := made()) is not None and not task.done() for made in exchange.tasks)

    def _is_missing(self, exchange: Exchange) -> bool:
        """Return whether an exchange asked for an entry in vain that it is known to write."""
        missed = {entry for one in exchange.commands for entry, value in one.reads if value is None} & self._known
        return not missed <= {entry for one in exchange.commands for entry, _ in one.writes}

    def caching(self, elsewhere: Revised) -> Caching:
        """Return what the operation caches; raise NotApplicable where that is nothing, NotExercised where unclear."""
        asked = self._asked()
        with self._preserved(asked & self._known) as caches:
            found = self._by_turns(asked)
            if not all(one.ok for one in found.cold):
                raise NotExercised("does not do its work without what it keeps in Redis")
            found.more = list(itertools.takewhile(lambda one: one.ok, (self.send() for _ in range(_MORE))))
            found.drifting = list(_drifting(found))
            found.entries = list(self._cached(found, elsewhere))
            found.misplaced = list(self._misplaced(found))
            caches.update(one.entry for one in found.entries)
        if not (found.entries or found.drifting or found.misplaced):
            raise NotApplicable(_NOTHING_KEPT)
        return found

    def _asked(self) -> set[Entry]:
        """Return the entries that the operation asks for; raise where it is known not to keep any of them."""
        first = self.send()
        self._known |= {fill.entry for fill in fills(first.commands)}
        asked = {entry for one in first.commands for entry, _ in one.reads}
        if not asked & self._known and not any(_aside(first)):
            self._raise_nothing()
        return asked

    def _by_turns(self, asked: set[Entry]) -> Caching:
        """Send a request that finds nothing and one that finds what that left, twice."""
        found = Caching(self._operation)
        for _ in range(2):
            self.remove(asked & self._known)
            found.cold.append(self.send())
            filled = {fill.entry for fill in fills(found.cold[-1].commands)}
            self._known |= filled
            found.lives |= {entry: seconds for entry in filled if (seconds := self.seconds(entry)) != _GONE}
            found.warm.append(self.send())
        return found

    @contextmanager
    def _preserved(self, entries: set[Entry]) -> Iterator[set[Entry]]:
        """While entered, entries may be removed; afterwards all are as they were but those that are named by then."""
        kept = [(entry, self.server.client(entry.db)) for entry in entries]
        contents = [(entry, client, client.dump(entry.key), client.pttl(entry.key)) for entry, client in kept]
        caches: set[Entry] = set()
        try:
            yield caches
        finally:
            for entry, client, content, left in contents:
                if entry not in caches and content is not None:
                    client.restore(entry.key, max(left, 0), content, replace=True)

    def _raise_nothing(self) -> NoReturn:
        """Raise what says why nothing is found: nothing is kept, or what is kept is not asked for any more."""
        if any(any(fills(one.commands)) for one in self._driver.attempts(self._operation)):
            raise NotExercised("answers from its own memory before it asks Redis for what it keeps there")
        raise NotApplicable(_NOTHING_KEPT)

    def seconds(self, entry: Entry) -> float | None:
        """Return how long an entry has to live, None for ever, _GONE when it is not there."""
        client = self.server.client(entry.db)
        left = client.pttl(entry.key)
        if left == -1 and entry.field is not None and hasattr(client, "hpttl"):
            left = _of_field(client, entry)
        return None if left == -1 else left / 1000 if left >= 0 else _GONE

    def _cached(self, found: Caching, elsewhere: Revised) -> Iterator[Cached]:
        again = {fill.entry for fill in fills(found.cold[1].commands)}
        tried: list[tuple[Place | None, Place | None]] = []
        for fill in fills(found.cold[0].commands):
            lines = (fill.read.at, fill.write.at)
            if fill.entry in again and fill.entry in found.lives and not elsewhere(fill) and tried.count(lines) < _FEW:
                tried.append(lines)
                one = self._judged(found, fill, found.lives[fill.entry])
                if one is not None:
                    yield one

    def _judged(self, found: Caching, fill: Fill, seconds: float | None) -> Cached | None:
        """Return an entry of a cache, None where it is something else: a counter, a session, a mark."""
        same = _sameness(found, fill)
        rewritten = [value for one in found.warm if (value := written(one, fill.entry)) is not None]
        other = changed(fill.value)
        if not all(finds(one, fill.entry) for one in found.warm) or not all(map(same, rewritten)):
            return None
        if rewritten and other is None:
            return None  # whether it is written again as it was cannot be told
        outcome = self._with(fill.entry, other or _GARBAGE)
        value = written(outcome, fill.entry)
        if value is not None and not same(value):
            return None  # what was found is written again: it is a state, not a copy
        used = crashed(outcome) or _is_told(found, outcome)
        if value is None and not used:
            return None  # what it holds decides on nothing: it is a mark
        ignored = len(rewritten) == len(found.warm) and not used and not _is_empty(fill.value)
        return Cached(fill, seconds, outcome.ok and used, ignored)

    def _misplaced(self, found: Caching) -> Iterator[Misplaced]:
        """Yield what is written to one entry and asked for at another: found there, it is answered, and not written."""
        rounds = [{(one.asked, one.written) for one in _aside(tried)} for tried in (*found.cold, *found.warm)]
        for one in [one for one in _aside(found.cold[0]) if all((one.asked, one.written) in tried for tried in rounds)]:
            if _is_answered(one.value, found.cold[0]):
                with self.holding(one.asked, one.value):
                    exchange = self.send()
                used = finds(exchange, one.asked) and written(exchange, one.written) is None
                if used and not differs(found, exchange):
                    yield one

    def _with(self, entry: Entry, value: bytes) -> Exchange:
        """Return an exchange that finds something else in an entry."""
        with self.holding(entry, value):
            return self.send()

    @contextmanager
    def holding(self, entry: Entry, value: bytes) -> Iterator[None]:
        """While entered, an entry holds a value, and others are there as usual; afterwards it holds what it did."""
        if not self._is_there(entry):
            self.send()
        with self._restored(entry):
            self._put(entry, value)
            yield

    @contextmanager
    def ending(self, entry: Entry, seconds: float) -> Iterator[None]:
        """While entered, an entry that is there now has only so long to live; afterwards it is as it was."""
        with self._restored(entry):
            self.server.client(entry.db).pexpire(entry.key, max(1, int(seconds * 1000)))
            yield

    @contextmanager
    def leaving_nothing(self, usual: Iterable[Exchange]) -> Iterator[None]:
        """While entered, requests may end halfway: what they leave of what `usual` ones name, a lock mostly, goes."""
        named = {(one.db, key) for exchange in usual for one in exchange.commands for key in one.keys}
        absent = [(self.server.client(db), key) for db, key in named]
        absent = [(client, key) for client, key in absent if not client.exists(key)]
        try:
            yield
        finally:
            for client, key in absent:
                client.delete(key)

    @contextmanager
    def _restored(self, entry: Entry) -> Iterator[None]:
        client = self.server.client(entry.db)
        kept, left = client.dump(entry.key), client.pttl(entry.key)
        try:
            yield
        finally:
            if kept is None:
                client.delete(entry.key)
            else:
                client.restore(entry.key, max(left, 0), kept, replace=True)

    def _is_there(self, entry: Entry) -> bool:
        client = self.server.client(entry.db)
        return bool(client.exists(entry.key) if entry.field is None else client.hexists(entry.key, entry.field))

    def _put(self, entry: Entry, value: bytes) -> None:
        client = self.server.client(entry.db)
        if entry.field is not None:
            client.hset(entry.key, entry.field, value)
        elif client.type(entry.key) == b"hash":
            client.hset(entry.key, mapping=dict.fromkeys(client.hkeys(entry.key), value))
        else:
            client.set(entry.key, value, keepttl=True)


_GONE = -2.0


def _of_field(client: object, entry: Entry) -> int:
    try:
        (left,) = client.hpttl(entry.key, entry.field)  # type: ignore[attr-defined]
    except Exception:
        return -1  # this server knows of no fields that expire
    return int(left)


def _is_empty(value: bytes) -> bool:
    return not parsed(value)


def _sameness(found: Caching, fill: Fill) -> Callable[[bytes], bool]:
    """Return what tells whether a value is the one an entry was filled with, but for what differs at every fill."""
    again = next((one.value for one in fills(found.cold[1].commands) if one.entry == fill.entry), fill.value)
    first = leaves(fill.value)
    noise = differing(first, leaves(again))
    return lambda value: not noise >= first.keys() and not differing(first, leaves(value)) - noise


def finds(exchange: Exchange, entry: Entry) -> bool:
    """Return whether an exchange asked for an entry and found it, and did not change it by what it held."""
    changes = any(entry in one.changes for one in exchange.commands)
    return not changes and any(
        name == entry and value is not None for one in exchange.commands for name, value in one.reads
    )


def written(exchange: Exchange, entry: Entry) -> bytes | None:
    """Return what an exchange wrote to an entry last, None when it did not."""
    values = [value for one in exchange.commands for name, value in one.writes if name == entry]
    return values[-1] if values else None


def differs(found: Caching, exchange: Exchange) -> bool:
    """Return whether an answer is not the fresh one, but for what differs between two of those."""
    fresh = found.cold[0]
    return exchange.status != fresh.status or bool(differing(leaves(fresh.body), leaves(exchange.body)) - found.noise)


def _is_told(found: Caching, exchange: Exchange) -> bool:
    """Return whether an answer is not the one from the cache, but for what differs between many of those."""
    kept = [found.warm[-1], *found.more]
    differences = differing(leaves(kept[0].body), leaves(exchange.body)) - varying(kept)
    return exchange.status != kept[0].status or bool(differences)


def _aside(exchange: Exchange) -> Iterator[Misplaced]:
    """Yield what an exchange asked for in vain and did not write, with what it wrote and did not ask for."""
    reads = {entry: one for one in exchange.commands for entry, value in one.reads if value is None}
    writes = {entry: (one, value) for one in exchange.commands for entry, value in one.writes}
    asked = {entry for one in exchange.commands for entry, _ in one.reads}
    for entry in [entry for entry in reads if entry not in writes and entry.field is None][:_FEW]:
        for other in [other for other in writes if other not in asked and other.field is None][:_FEW]:
            yield Misplaced(entry, other, reads[entry], *writes[other])


def _drifting(found: Caching) -> Iterator[list[Fill]]:
    """Yield what the same two lines filled in each of the exchanges under other keys, though it was the same."""
    rounds = [list(fills(one.commands)) for one in (*found.cold, *found.warm)]
    for lines in {(fill.read.at, fill.write.at): None for fill in rounds[0]}:
        here = [[fill for fill in one if (fill.read.at, fill.write.at) == lines] for one in rounds]
        entries = [fill.entry for one in here for fill in one]
        if all(here) and len(set(entries)) == len(entries):
            firsts = [one[0] for one in here]
            if all(_is_answered(fill.value, one) for fill, one in zip(firsts, (*found.cold, *found.warm), strict=True)):
                yield firsts


def _is_answered(value: bytes, exchange: Exchange) -> bool:
    """Return whether what is kept is what is answered."""
    answered = {str(one) for one in leaves(exchange.body).values()} | {exchange.text}
    kept: Leaves = leaves(value)
    texts = {one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one) for one in kept.values()}
    if any(isinstance(one, bytes) for one in kept.values()) and not texts <= answered:
        return any(len(one) >= _TELLING and one.encode() in value for one in answered)
    return texts <= answered


EVIDENCE = (fillings, revisions, reading, observing, caching)
