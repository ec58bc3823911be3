"""Evidence of what is wrong with caches: keys, hits, lifetimes, entries nobody understands, and an outage."""

from __future__ import annotations

import base64
import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import wait
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from typing import Any

from conformance.app.code import UserCode
from conformance.app.commands import SCRIPTS, Command
from conformance.app.differences import Leaves, Path, differing, leaves, parsed
from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Exchange
from conformance.app.operations import Operation
from conformance.app.service import Service
from conformance.app.truth import asked_for_truth
from conformance.check import evidence
from conformance.evidence.cache.caching import Cached, Caching, Observing, finds, written
from conformance.evidence.provoked import canary, crashed
from conformance.faults.late import Sluggish
from conformance.faults.network import BlackHole
from conformance.faults.outage import EntriesGone
from conformance.faults.redis import GIVEN_UP
from conformance.faults.unpickled import Unpickling, payload
from conformance.finding import Place

_TIMES = 2


@dataclass(frozen=True)
class Flaw:
    """Something wrong with what an operation caches, and the line at fault."""

    operation: Operation
    message: str
    at: Place | None
    seen: str
    key: str = ""
    times: int = 1


# Keys, hits, lifetimes


@evidence
def drifting_keys(caching: Caching, operation: Operation) -> list[Flaw]:
    """The entries that no second request finds: each is kept under a key of its own."""
    return [
        Flaw(
            operation,
            f"{operation} keeps the same answer under another key for each request, so that nobody finds it",
            caching.at(fills[0].write),
            f"keys: {', '.join(dict.fromkeys(caching.name(fill.entry) for fill in fills[:_TIMES]))}",
        )
        for fills in caching.drifting
    ]


@evidence
def ignored_hits(caching: Caching, operation: Operation) -> list[Flaw]:
    """The entries that are found and made anew whatever they hold, and those that are asked for in another place."""
    found = [
        Flaw(
            operation,
            f"{operation} asks its cache for {caching.name(one.asked)}, and writes {caching.name(one.written)}",
            caching.at(one.write),
            f"key: {caching.name(one.written)}, which is never asked for",
        )
        for one in caching.misplaced
    ]
    found += [
        Flaw(
            operation,
            f"{operation} finds {caching.name(one.entry)} in its cache, and makes and writes it anew all the same",
            caching.at(one.fill.read),
            f"key: {caching.name(one.entry)}",
        )
        for one in caching.entries
        if one.ignored
    ]
    return found


@evidence
def undying_entries(caching: Caching, operation: Operation) -> list[Flaw]:
    """The entries that are kept for ever."""
    return [
        Flaw(
            operation,
            f"{operation} writes {caching.name(one.entry)} to its cache without a time to live",
            caching.at(one.fill.write),
            f"key: {caching.name(one.entry)}, {_lifetime(caching, one)}",
            str(one.entry),
        )
        for one in caching.entries
        if one.seconds is None
    ]


def _lifetime(caching: Caching, one: Cached) -> str:
    """Return what became of the time that an entry was given to live, if it was given one."""
    given = any(command.ttl is not None and one.entry.key in command.keys for command in caching.cold[0].commands)
    return "which lost the time to live that it was given" if given else "which was given no time to live"


def named(flaw: Flaw, durable: tuple[str, ...]) -> bool:
    """Return whether a key is one that the user names in an option."""
    return any(fnmatchcase(flaw.key, pattern) for pattern in durable)


# Warm and cold


@evidence
def stale_answers(caching: Caching, operation: Operation) -> list[Flaw]:
    """How the answers from the cache differ from those that filled it, in both rounds."""
    if not caching.entries:
        return []
    names = _names([one.fill.value for one in caching.entries])
    pairs = zip(caching.cold, caching.warm, strict=True)
    both = [dict(differences(caching.cold, *pair, caching.noise, names)) for pair in pairs]
    same = [text for what, text in both[0].items() if what in both[1]]
    entry = caching.entries[0]
    key = f"key: {caching.name(entry.entry)}"
    at = caching.at(entry.fill.read)
    return [Flaw(operation, f"{operation} answers otherwise from its cache: {same[0]}", at, key)] if same else []


def differences(
    fresh: list[Exchange], cold: Exchange, warm: Exchange, noise: frozenset[Path], names: frozenset[str] | None
) -> Iterator[tuple[object, str]]:
    """Yield in what an answer from the cache is not that which filled it, and say so.

    `fresh` are all answers that filled it, `names` those of what is kept, None when they are not known.
    """
    if cold.status != warm.status:
        yield "status", f"{cold.status} when it is fresh, {warm.status} when it is not"
    elif cold.media_type != warm.media_type:
        yield "media type", f"{cold.media_type or 'no type'} when it is fresh, {warm.media_type or 'no type'} when not"
    else:
        yield from _of_bodies(leaves(cold.body), leaves(warm.body), noise, names)
        yield from _of_headers(fresh, warm)


def _of_bodies(
    cold: Leaves, warm: Leaves, noise: frozenset[Path], kept: frozenset[str] | None
) -> Iterator[tuple[object, str]]:
    for path in sorted(differing(cold, warm) - noise, key=str):
        name = next((part for part in reversed(path) if isinstance(part, str)), None)
        if name is not None and kept is not None and name not in kept and _adds(cold.get(path), warm.get(path)):
            continue  # it says where the answer comes from, and is not kept
        yield path, f"{_spelled(path)} {_difference(cold, warm, path)}"


def _adds(fresh: Any, other: Any) -> bool:
    return other is not None and (fresh is None or _kind(fresh) == _kind(other))


def _names(values: list[bytes]) -> frozenset[str] | None:
    """Return the names of what is kept, None when that is not understood."""
    if not all(isinstance(parsed(value), dict | list) for value in values):
        return None
    return names_in(leaves(value) for value in values)


def names_in(contents: Iterable[Leaves]) -> frozenset[str]:
    """Return the names of what some contents hold."""
    return frozenset(part for content in contents for path in content for part in path if isinstance(part, str))


def _spelled(path: Path) -> str:
    return ".".join(map(str, ("body", *path)))


def _difference(cold: Leaves, warm: Leaves, path: Path) -> str:
    if path not in warm:
        return "is there when it is fresh, and missing when it is not"
    if path not in cold:
        return "is missing when it is fresh, and there when it is not"
    first, second = _kind(cold[path]), _kind(warm[path])
    return f"is {first} when it is fresh, {second} when it is not" if first != second else "has another value"


def _kind(value: Any) -> str:
    kinds = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a text",
        dict: "an object",
        list: "a list",
    }
    return "null" if value is None else kinds.get(type(value), "a list")


_PASSING = ("date", "age", "server-timing", "set-cookie", "content-length", "cache-status", "x-cache")


def _of_headers(fresh: list[Exchange], warm: Exchange) -> Iterator[tuple[object, str]]:
    """Yield the headers that every fresh answer has, with one value, and one from the cache has not."""
    first, second = (dict(one.headers) for one in fresh[:2])
    for name, value in first.items():
        if second.get(name) == value and warm.header(name) is None and not name.startswith(_PASSING):
            yield name, f"the header {name} is there when it is fresh, and missing when it is not"


# Values that are empty


@evidence
def missed_falsy(caching: Caching, observing: Observing, operation: Operation) -> list[Flaw]:
    """The entries that are taken for missing when what they hold is empty; seen twice."""
    found = []
    for one in caching.entries if not any(entry.ignored for entry in caching.entries) else ():
        empty = _emptied(one, caching.cold[0]) if one.served else None
        if empty is not None and all(_missed(observing, one, empty) for _ in range(_TIMES)):
            what = f"an empty value ({empty.decode()})" if empty else "an empty text"
            name = caching.name(one.entry)
            message = f"{operation} takes {what} in its cache for a miss, and makes and writes {name} anew"
            at = asked_for_truth(one.fill.read.by) or caching.at(one.fill.read)
            found.append(Flaw(operation, message, at, f"key: {name}"))
    return found


def _emptied(one: Cached, fresh: Exchange) -> bytes | None:
    """Return the empty value of the shape that an entry has, None where that is not known, or none of its kind."""
    value = parsed(one.fill.value)
    if isinstance(value, bytes):
        return b"" if _is_plain(value, fresh) else None
    empties: dict[type, bytes] = {list: b"[]", int: b"0", float: b"0", bool: b"false", str: b'""', type(None): b"null"}
    return b"{}" if value == {} else empties.get(type(value))


def _is_plain(value: bytes, fresh: Exchange) -> bool:
    """Return whether a value is a text that is answered as it is, and no number, date or the like written as one."""
    text = value.decode("utf-8", "replace")
    answered = [one for one in leaves(fresh.body).values() if isinstance(one, str)]
    plain = text in answered or (fresh.media_type == "text/plain" and fresh.text == text)
    return (plain or not text) and not any(map(str.isdigit, text[:1])) and text not in ("True", "False", "None")


def _missed(observing: Observing, one: Cached, empty: bytes) -> bool:
    with observing.holding(one.entry, empty):
        exchange = observing.send()
    return exchange.ok and finds(exchange, one.entry) and written(exchange, one.entry) is not None


# Entries that nobody understands


@evidence
def corrupt_crashes(caching: Caching, observing: Observing, operation: Operation, code: UserCode) -> list[Flaw]:
    """The entries that make a server error of a request when they hold something else; seen twice."""
    found: dict[Place | None, Flaw] = {}
    for one in caching.entries:
        for what, value in _corrupted(one.fill.value):
            exchange = _crash(observing, one, value)
            if exchange is not None:
                at = _crashed_at(exchange, code) or caching.at(one.fill.read)
                name = caching.name(one.entry)
                message = f"{operation} answers {exchange.status} when {name} in its cache is {what}"
                found.setdefault(at, Flaw(operation, message, at, f"key: {name}"))
    return list(found.values())


def _crash(observing: Observing, one: Cached, value: bytes) -> Exchange | None:
    exchange = None
    for _ in range(_TIMES):
        with observing.holding(one.entry, value):
            exchange = observing.send()
        if not crashed(exchange) or not finds(exchange, one.entry):
            return None
    return exchange


def _crashed_at(exchange: Exchange, code: UserCode) -> Place | None:
    errors = [*reversed(exchange.errors), exchange.exception]
    return next((at for error in errors if (at := code.raised_at(error)) is not None), None)


def _corrupted(value: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what an entry may hold by accident: what an older version wrote, half of it, something else."""
    kept = parsed(value)
    if isinstance(kept, dict) and kept:
        yield "an object without its fields, as an older version may have written it", b"{}"
        yield "a list, as another version may have written it", b"[]"
    elif isinstance(kept, list):
        yield "an object, as another version may have written it", b"{}"
    if isinstance(kept, dict | list) or (isinstance(kept, bytes) and not _is_text(kept)):
        yield "cut off", value[: len(value) // 2]
    yield "something else", b"conformance" if _is_text(value) else b"\x93conformance"


def _is_text(value: bytes) -> bool:
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True


# Entries that are executed

_Wrap = tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]
_WRAPPED: tuple[_Wrap, ...] = (
    (bytes, bytes),
    (zlib.decompress, zlib.compress),
    (base64.b64decode, base64.b64encode),
)


@evidence
def unpickled_entries(caching: Caching, observing: Observing, operation: Operation, code: UserCode) -> list[Flaw]:
    """The entries that are unpickled: what stands there is executed, which was done with something harmless."""
    found = []
    for one in caching.entries:
        wrap = next((wrap for unwrap, wrap in _WRAPPED if _is_pickled(unwrap, one.fill.value)), None)
        if wrap is not None:
            fault = Unpickling(code)
            with observing.holding(one.entry, wrap(payload())):
                observing.send(fault)
            if fault.struck:
                name = caching.name(one.entry)
                message = f"{operation} unpickles {name} from its cache: whoever writes there has code executed here"
                found.append(Flaw(operation, message, fault.at or caching.at(one.fill.read), f"key: {name}"))
    return found


def _is_pickled(unwrap: Callable[[bytes], bytes], value: bytes) -> bool:
    try:
        content = unwrap(value)
    except (ValueError, zlib.error):
        return False
    return content[:1] == pickle.PROTO and content[-1:] == pickle.STOP


# A cache that is gone

_ANSWERS = 10.0  # seconds an operation has to do without a cache that is silent, or refuses
_FREED = 5.0
_SLOW = 0.4  # seconds that each answer of a slow cache takes


@evidence
def lost_caches(
    caching: Caching, observing: Observing, driver: Driver, service: Service, sample: Valid, code: UserCode
) -> list[Flaw]:
    """How an operation fails when its cache refuses connections, accepts them and never answers, or is slow."""
    if not caching.entries:
        return []
    peers = [name for name in ("redis", GIVEN_UP) if name in sample.exchange.peers]
    outages = [
        partial(_refused, caching, driver, code),
        *(partial(_silent, caching, driver, service, name, code) for name in peers),
        *([partial(_slow, caching, driver, peers, code)] if peers else []),
    ]
    for outage in outages:
        with observing.leaving_nothing([*caching.cold, *caching.warm]):
            found = outage()
        if found:
            return found
    return []


def _refused(caching: Caching, driver: Driver, code: UserCode) -> list[Flaw]:
    operation = caching.operation
    keys = {one.entry.key for one in caching.entries}
    for _ in range(_TIMES):
        fault = EntriesGone(keys, canary())
        request = driver.sample(operation).recipe.request()
        exchange = driver.send(request, operation, fault=fault, deadline=_ANSWERS)
        if not fault.struck or not crashed(exchange):
            return []
    return [_outage(caching, exchange, "its cache refuses connections", code)]


def _silent(caching: Caching, driver: Driver, service: Service, name: str, code: UserCode) -> list[Flaw]:
    """Return how it fails when its cache never answers; that a client waits for ever is judged elsewhere."""
    operation, fault = caching.operation, BlackHole(name)
    exchange, future = driver.begin(driver.sample(operation).recipe.request(), operation, fault=fault)
    ended = bool(wait([future], _ANSWERS).done)
    fault.close()
    if not ended and not wait([future], _FREED).done:
        service.abandon(exchange, future, _ANSWERS)
    if not fault.struck:
        return []
    if not ended and name == GIVEN_UP:
        exchange.failure = f"still waits after {_ANSWERS:g} s"
        return [_outage(caching, exchange, "its cache never answers", code)]
    if ended and crashed(exchange) and _crashed_at(exchange, code) in _lines(caching):
        return [_outage(caching, exchange, "its cache never answers", code)]
    return []


def _slow(caching: Caching, driver: Driver, peers: list[str], code: UserCode) -> list[Flaw]:
    """Return how it fails when each answer of its cache takes a while: most of all by asking one thing at a time."""
    fault = Sluggish(peers, _SLOW)
    request = driver.sample(caching.operation).recipe.request()
    exchange = driver.send(request, caching.operation, fault=fault, deadline=_ANSWERS)
    fault.release()
    crash = crashed(exchange) and _crashed_at(exchange, code) in _lines(caching)
    late = exchange.failure and fault.strikes * _SLOW > _ANSWERS / 2
    how = f"each answer of its cache takes {_SLOW:g} s, {fault.strikes} of them one after the other"
    return [_outage(caching, exchange, how, code)] if crash or late else []


def _lines(caching: Caching) -> set[Place | None]:
    commands = [command for one in caching.entries for command in (one.fill.read, one.fill.write)]
    return {at for one in (*commands, *_locks(caching)) for at in one.by}


def _locks(caching: Caching) -> list[Command]:
    """Return what takes the locks of a cache: they are named after an entry, and given back by the same request."""
    names = [one.entry.key for one in caching.entries]
    sent = caching.cold[0].commands
    given_back = {key for one in sent if one.name in _GIVING_BACK for key in one.keys}
    taken = [one for one in sent if one.name == "SETNX" or (one.name == "SET" and b"NX" in one.args[2:])]
    return [one for one in taken if one.args[0] in given_back and any(name in one.args[0] for name in names)]


_GIVING_BACK = ("DEL", "UNLINK", *SCRIPTS)


def _outage(caching: Caching, exchange: Exchange, how: str, code: UserCode) -> Flaw:
    first = caching.entries[0]
    what = exchange.failure or f"answers {exchange.status}"
    at = _crashed_at(exchange, code)
    at = at if at in _lines(caching) else caching.at(first.fill.read)
    return Flaw(
        caching.operation,
        f"{caching.operation} {what} when {how}, though it could do without",
        at,
        f"key: {caching.name(first.entry)}",
    )


EVIDENCE = (
    drifting_keys,
    ignored_hits,
    undying_entries,
    stale_answers,
    missed_falsy,
    corrupt_crashes,
    unpickled_entries,
    lost_caches,
)
