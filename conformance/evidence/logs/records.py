"""Evidence of the lines that an app writes while it serves: how often, by whom, in which format, of which request."""

from __future__ import annotations

import json
import re
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Exchange
from conformance.app.logged import Logged
from conformance.app.operations import Operation
from conformance.check import evidence
from conformance.evidence.concurrency.holding import Called
from conformance.evidence.logs.log_flaws import LogFlaw, first_of_each, is_seen, logs_of
from conformance.evidence.provoked import Provoked
from conformance.evidence.spread import Spread
from conformance.finding import NotApplicable, NotExercised
from conformance.gathering import Across
from conformance.observe.log_waits import Waited
from conformance.observe.writing import COMPLAINT
from conformance.rig import Rig

NONE_TELLS = "no line of this operation tells which request it belongs to"
_STREAMS = ("stdout", "stderr")
_SHOWN = (*_STREAMS, *map(COMPLAINT.format, _STREAMS))
_TOGETHER = 3  # requests that are told apart by their ids
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{7,}")


@evidence
def doubled_records(said: list[Provoked], operation: Operation, sample: Valid) -> list[LogFlaw]:
    """The records that reach one place more than once."""
    logs = [log for one in said for log in logs_of(one.exchange)]
    _require(logs, sample)
    return first_of_each(flaw for one in logs for flaw in _doubled(one, operation))


def _require(logs: Iterable[Logged], sample: Valid) -> None:
    if not any(one.written for one in logs):
        if sample.problem:
            raise NotExercised(sample.problem)
        raise NotApplicable("it writes nothing to a log")


def _doubled(one: Logged, operation: Operation) -> Iterator[LogFlaw]:
    if one.by == "print":
        return
    for sink, number in Counter(line.sink for line in one.written).items():
        if number > 1:
            lines = [line for line in one.written if line.sink == sink]
            times = "twice" if number == 2 else f"{number} times"
            shown = "\n".join(line.text.strip()[:200] for line in lines[:2])
            where = sink if sink in _STREAMS else "one place"
            yield LogFlaw(f"one record is written to {where} {times}", lines[0].added or one.at, shown, operation)


@evidence
def prints(said: list[Provoked], operation: Operation, sample: Valid) -> list[LogFlaw]:
    """The lines that print while they serve."""
    found = first_of_each(
        LogFlaw(f"it prints while it serves {operation}", log.at, log.text.strip()[:200], operation)
        for one in said
        for log in one.exchange.logs
        if log.by == "print" and log.direct and log.at is not None and log.text.strip() and not is_json(log.text)
    )
    if not found and sample.problem:
        raise NotExercised(sample.problem)
    return found


def is_json(text: str) -> bool:
    """Return whether each line of a text is a JSON object: so logs are written for machines."""
    try:
        return all(isinstance(json.loads(line), dict) for line in text.strip().splitlines())
    except (ValueError, RecursionError):
        return False


@evidence
def unlike_lines(across: Across) -> list[LogFlaw]:
    """The lines of the standard streams that are no JSON, in an app that logs JSON there."""
    logs = [(log, operation) for operation, ones in across("said") for one in ones for log in logs_of(one.exchange)]
    streamed = [(log, operation) for log, operation in logs if any(line.sink in _SHOWN for line in log.written)]
    if not streamed:
        raise NotApplicable("nothing is logged to a standard stream while it serves")
    if not any(_in_json(log) for log, _ in streamed):
        raise NotApplicable("no line of the log is JSON")
    unlike = [(log, operation) for log, operation in streamed if log.by != "print" and not _in_json(log)]
    return [
        LogFlaw(_unlike(log), _formatted_at(log), log.lines[0].strip()[:200], operation) for log, operation in unlike
    ]


def _in_json(one: Logged) -> bool:
    return any(line.sink in _STREAMS and is_json(line.text) for line in one.written)


def _unlike(one: Logged) -> str:
    first = one.lines[0].strip().splitlines()
    begins = bool(first) and is_json(first[0])
    what = "a record that goes on after its JSON, with a traceback" if begins else f"what {one.logger or one.by} logs"
    return f"{what} is not JSON, as other lines of the log are"


def _formatted_at(one: Logged) -> Any:
    return next((line.added for line in one.written if line.sink in _STREAMS and line.added), None) or one.at


@evidence
def told_apart(driver: Driver, operation: Operation, valid: Valid) -> list[Provoked]:
    """The same valid request several times at once, each with an id of its own."""
    ids = [secrets.token_hex(16) for _ in range(_TOGETHER)]
    names = ("x-request-id", "x-correlation-id")
    made = [driver.fresh(operation).request().with_headers(dict.fromkeys(names, one)) for one in ids]
    sent = driver.send_together(made, operation)
    return [Provoked("several are served at once", "id", one, operation, id) for one, id in zip(sent, ids, strict=True)]


@evidence
def anonymous_lines(told_apart: list[Provoked], operation: Operation) -> list[LogFlaw]:
    """The lines that do not tell which of several requests they belong to, where others do; all, where none does."""
    logs = [[log for log in logs_of(one.exchange) if log.by != "print"] for one in told_apart]
    if not any(log.lines for ones in logs for log in ones):
        raise NotApplicable("it logs nothing when it is sent a valid request")
    telling = [_telling(index, logs, one) for index, one in enumerate(told_apart)]
    common = [_most(ids, ones) for ids, ones in zip(telling, logs, strict=True)]
    silent = [log for id, ones in zip(common, logs, strict=True) for log in ones if not id or id not in _text(log)]
    return first_of_each(_silent(log, operation, bool(any(common))) for log in silent)


def _silent(one: Logged, operation: Operation, others: bool) -> LogFlaw:
    message = "a line does not tell which request it belongs to, as others do" if others else NONE_TELLS
    return LogFlaw(message, one.at, next(iter(one.lines), "").strip()[:200], operation)


def _text(one: Logged) -> str:
    return " ".join([*one.lines, *one.fields.values()])


def _telling(index: int, logs: list[list[Logged]], one: Provoked) -> Counter[str]:
    """Return the ids in the lines of one request that are in no line of the others, each with how many have it."""
    others = " ".join(_text(log) for number, ones in enumerate(logs) if number != index for log in ones)
    words = Counter(word for log in logs[index] for word in set(_ID.findall(_text(log))))
    own = Counter({word: number for word, number in words.items() if word not in others})
    known = {word: number for word, number in own.items() if _is_known(word, one)}
    everywhere = {word: number for word, number in own.items() if number == len(logs[index]) and _is_random(word, one)}
    return Counter(known or everywhere)


def _is_known(word: str, one: Provoked) -> bool:
    """Return whether the client knows a request by a word: it sent it as its id, or was answered it."""
    return word == one.canary or any(word in value for name, value in one.exchange.headers if name not in _OF_THINGS)


_OF_THINGS = ("location", "content-location", "etag", "set-cookie", "content-length", "date")


def _is_random(word: str, one: Provoked) -> bool:
    """Return whether a word was made up for a request: no duration, no address of an object, nothing that was sent."""
    request = one.exchange.request
    mixed = any(map(str.isdigit, word)) and any(map(str.isalpha, word)) and not word.startswith("0x")
    return mixed and word not in request.target and word.encode() not in request.body


def _most(ids: Counter[str], logs: list[Logged]) -> str:
    return ids.most_common(1)[0][0] if ids and logs else ""


@evidence
def untold_ids(across: Across) -> list[str]:
    """The operations whose lines all tell their request by an id that its client never hears of."""
    return [operation.id for operation, ones in across("told_apart") if _untold(ones)]


def _untold(ones: list[Provoked]) -> bool:
    logs = [[log for log in logs_of(one.exchange) if log.by != "print"] for one in ones]
    found = [_most(_telling(index, logs, one), logs[index]) for index, one in enumerate(ones)]
    return all(found) and not any(_answers(one.exchange, id) for id, one in zip(found, ones, strict=True))


def _answers(exchange: Exchange, id: str) -> bool:
    return any(id in value for _, value in exchange.headers) or id in exchange.text


@evidence
def slow_handlers(blocking_calls: list[Called], operation: Operation, problem: str) -> list[LogFlaw]:
    """The lines that log to handlers which send or wait on the event loop's thread."""
    if problem:
        raise NotExercised(problem)
    logging = [one for one in blocking_calls if one.blocking.logs and one.blocking.kind not in ("writing", "reading")]
    slow = [one for one in logging if not _is_local(one)]
    return first_of_each(
        LogFlaw(f"a log handler calls {one.blocking.name} on the loop", one.at, one.blocking.sight.call, operation)
        for one in slow
    )


@evidence
def waiting_handlers(rig: Rig, across: Across) -> list[Waited]:
    """The log calls that reached for a network on the event loop's thread, whatever was sent, failures too."""
    if not [*across("said"), *across("slow_handlers")]:
        raise NotExercised("no operation did its work")
    return [one for one in rig.log_waits if is_seen(one.logged)]


def _is_local(one: Called) -> bool:
    """Return whether a datagram is handed to syslog, which nobody waits for."""
    syslog = any(name.endswith(".SysLogHandler.emit") for name in one.blocking.sight.names)
    return syslog and one.blocking.name in ("socket.send", "socket.sendto", "socket.connect", "socket.close")


@evidence
def spread_doubled(across: Across) -> Spread:
    """The lines at which records of several operations are written twice."""
    return Spread.of(across, "doubled_records")


@evidence
def spread_prints(across: Across) -> Spread:
    """The lines that print for several operations."""
    return Spread.of(across, "prints")


@evidence
def spread_handlers(across: Across) -> Spread:
    """The lines at which several operations wait for a log handler."""
    return Spread.of(across, "slow_handlers")


EVIDENCE = (
    doubled_records,
    prints,
    unlike_lines,
    told_apart,
    anonymous_lines,
    untold_ids,
    slow_handlers,
    waiting_handlers,
    spread_doubled,
    spread_prints,
    spread_handlers,
)
