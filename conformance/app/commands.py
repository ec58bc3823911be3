"""Redis commands of an exchange: which entries they read, write, change and remove. What is no cache's is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conformance.finding import Place


@dataclass(frozen=True, order=True)
class Entry:
    """What is kept under a key of a database, or, with a `field`, in one field of a hash."""

    db: int
    key: bytes
    field: bytes | None = None

    def __str__(self) -> str:
        return _text(self.key) if self.field is None else f"{_text(self.key)} {_text(self.field)}"


@dataclass(eq=False)
class Command:
    """One command and what came of it; `by` are the user's lines that sent it, the nearest first.

    `server` is where it went, None when that is none of this run's. `reply` is as redis-py read it. `sent` and
    `answered` are seconds of a clock that only counts up.
    """

    name: str
    args: tuple[bytes, ...]
    db: int
    by: tuple[Place, ...] = ()
    server: Any = None
    reply: Any = None
    replied: bool = False
    failed: bool = False
    sent: float = 0.0
    answered: float = 0.0

    @property
    def at(self) -> Place | None:
        """The user's line that sent it, None when a library did without being called from there."""
        return self.by[0] if self.by else None

    @property
    def reads(self) -> Iterator[tuple[Entry, Any]]:
        """The entries whose values were asked for, each with what was found, None where nothing was."""
        if self.replied and not self.failed and self.name in _READS:
            entries = list(self._named(_READS[self.name]))
            found = self.reply if self.name in _SEVERAL else [self.reply]
            for entry, value in zip(entries, found if isinstance(found, Sequence) else (), strict=False):
                yield entry, value if value or self.name != "HGETALL" else None

    @property
    def writes(self) -> Iterator[tuple[Entry, bytes]]:
        """The entries that were given a value, with it."""
        if self.replied and not self.failed and self.reply not in (None, 0, False):
            yield from self._written()
        elif self.replied and not self.failed and self.name in ("HSET", "GETSET") and self.reply is not False:
            yield from self._written()  # 0 says that the field was there before, None that nothing was

    @property
    def keys(self) -> Iterator[bytes]:
        """The keys it names, whatever it does with them."""
        if self.name in ("MGET", "DEL", "UNLINK", "EXISTS", "TOUCH"):
            yield from self.args
        elif self.name in ("MSET", "MSETNX"):
            yield from self.args[::2]
        elif self.name in SCRIPTS:
            yield from self.args[2 : 2 + _number(self.args[1:2])]
        else:
            yield from self.args[:1]

    @property
    def changes(self) -> Iterator[Entry]:
        """The entries that were changed by what they held."""
        if self.name in _CHANGES:
            yield from self._named(_CHANGES[self.name])
        elif self.name in SCRIPTS and not self.failed:
            yield from (Entry(self.db, key) for key in self.keys)

    @property
    def removes(self) -> Iterator[Entry]:
        """The entries that were removed."""
        if self.name in ("DEL", "UNLINK", "GETDEL"):
            yield from (Entry(self.db, key) for key in self.args)
        elif self.name == "HDEL":
            yield from self._named("fields")

    @property
    def ttl(self) -> float | None:
        """The seconds, or the time, that it gives its keys to live; None when it says nothing of that."""
        if self.name in _LIFETIMES:
            return _number(self.args[1:2]) / _LIFETIMES[self.name]
        options = [_text(arg).upper() for arg in self.args]
        for name, part in (("EX", 1), ("PX", 1000), ("EXAT", 1), ("PXAT", 1000)):
            if self.name in ("SET", "GETEX") and name in options[1:-1]:
                return _number(self.args[options.index(name, 1) + 1 :][:1]) / part
        return None

    def _named(self, shape: str) -> Iterator[Entry]:
        """Yield the entries that arguments of a shape name."""
        key, rest = self.args[:1], self.args[1:]
        if shape == "keys":
            yield from (Entry(self.db, one) for one in self.args)
        elif shape == "key":
            yield from (Entry(self.db, one) for one in key)
        elif key:
            yield from (Entry(self.db, key[0], one) for one in (rest if shape == "fields" else rest[:1]))

    def _written(self) -> Iterator[tuple[Entry, bytes]]:
        key, rest = self.args[:1], self.args[1:]
        if self.name in ("SET", "SETNX", "GETSET"):
            yield Entry(self.db, key[0]), rest[0]
        elif self.name in ("SETEX", "PSETEX"):
            yield Entry(self.db, key[0]), rest[1]
        elif self.name in ("MSET", "MSETNX"):
            yield from ((Entry(self.db, one), value) for one, value in _pairs(self.args))
        elif self.name in ("HSET", "HMSET", "HSETNX"):
            pairs = list(_pairs(rest))
            yield from ((Entry(self.db, key[0], one), value) for one, value in pairs)
            yield Entry(self.db, key[0]), b"\0".join(value for pair in pairs for value in pair)


SCRIPTS = ("EVAL", "EVALSHA")
_SEVERAL = frozenset({"MGET", "HMGET"})
_READS: Mapping[str, str] = {
    **dict.fromkeys(("GET", "GETEX", "HGETALL"), "key"),
    "MGET": "keys",
    "HGET": "field",
    "HMGET": "fields",
}
_CHANGES: Mapping[str, str] = {
    **dict.fromkeys(("INCR", "INCRBY", "INCRBYFLOAT", "DECR", "DECRBY", "APPEND", "SETRANGE", "SETBIT"), "key"),
    **dict.fromkeys(("RPUSH", "LPUSH", "SADD", "ZADD", "RPOP", "LPOP", "SPOP"), "key"),
    "HINCRBY": "field",
    "HINCRBYFLOAT": "field",
}
_LIFETIMES: Mapping[str, int] = {
    "SETEX": 1,
    "PSETEX": 1000,
    "EXPIRE": 1,
    "PEXPIRE": 1000,
    "EXPIREAT": 1,
    "PEXPIREAT": 1000,
}


@dataclass(frozen=True, eq=False)
class Fill:
    """An entry that was asked for in vain and then given a value by the same exchange.

    `seconds` is the longest time meanwhile in which nothing was asked: what it takes to make the value, at least.
    """

    entry: Entry
    read: Command
    write: Command
    value: bytes
    seconds: float


def _longest_pause(commands: list[Command], first: Command, last: Command) -> float:
    """Return the most seconds in which nothing was asked, from one command to another."""
    end, longest = first.answered, 0.0
    for one in commands[commands.index(first) + 1 : commands.index(last) + 1]:
        longest = max(longest, one.sent - end)
        end = max(end, one.answered)
    return longest


def fills(commands: Iterable[Command]) -> Iterator[Fill]:
    """Yield what commands filled: each entry once, with its last write, none that they change or remove afterwards."""
    asked: dict[Entry, Command] = {}
    found: dict[Entry, Fill] = {}
    changed: set[Entry] = set()
    known = list(commands)
    for one in known:
        changed.update(one.changes)
        for entry in one.removes:
            found.pop(entry, None)
        for entry, value in one.reads:
            if value is None:
                asked.setdefault(entry, one)
        for entry, value in one.writes:
            if entry in asked:
                found[entry] = Fill(entry, asked[entry], one, value, _longest_pause(known, asked[entry], one))
    yield from (fill for entry, fill in found.items() if not {entry, Entry(entry.db, entry.key)} & changed)


def scripted(commands: Iterable[Command]) -> Iterator[tuple[Entry, Command]]:
    """Yield the entries that were asked for in vain and then given to a script, with what ran it."""
    missed: set[Entry] = set()
    for one in commands:
        if one.name in SCRIPTS and one.replied and not one.failed:
            yield from ((entry, one) for entry in one.changes if entry in missed)
        missed.update(entry for entry, value in one.reads if value is None)


def revised(commands: Iterable[Command]) -> Iterator[tuple[Entry, Command]]:
    """Yield the entries that were read, and found, and then changed or given another value, with what did that."""
    known: dict[Entry, Any] = {}
    for one in commands:
        yield from ((entry, one) for entry in one.changes if entry in known)
        yield from ((entry, one) for entry, value in one.writes if entry in known and not _same(known[entry], value))
        known.update((entry, value) for entry, value in one.reads if value is not None)


def _same(read: Any, value: bytes) -> bool:
    return value == (read.encode("utf-8", "surrogateescape") if isinstance(read, str) else read)


def _pairs(args: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
    return zip(args[::2], args[1::2], strict=False)


def _number(args: Sequence[bytes]) -> int:
    try:
        return int(args[0])
    except (IndexError, ValueError):
        return 0


def _text(value: bytes) -> str:
    return value.decode("utf-8", "backslashreplace")
