"""What the app asks Redis through redis-py, and what it is told: every command, whatever client or library sends it."""

from __future__ import annotations

import functools
import importlib.util
import itertools
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any
from weakref import WeakKeyDictionary

from conformance.app.code import UserCode
from conformance.app.commands import SCRIPTS, Command, Entry
from conformance.app.current import EXCHANGE
from conformance.app.exchange import Exchange
from conformance.app.patching import replaced, within
from conformance.finding import Place
from conformance.observe.waits import waits

Serving = Callable[[Any], tuple[Any, int] | None]

_LINES = 4  # of the user's that lead to a command
_INTRODUCING = frozenset({"HELLO", "AUTH", "SELECT", "CLIENT", "PING"})  # what connections say of themselves
_DISPATCHING = ("fastapi", "starlette")


class _Notes:
    """The commands that connections have sent, in the order in which their replies come."""

    def __init__(self, code: UserCode, serving: Serving) -> None:
        self._code, self._serving = code, serving
        self._missed: set[tuple[int, Entry]] = set()
        self._awaited: WeakKeyDictionary[Any, deque[Command]] = WeakKeyDictionary()
        self._packed: WeakKeyDictionary[Any, list[Command]] = WeakKeyDictionary()
        self._held: WeakKeyDictionary[Any, list[Command]] = WeakKeyDictionary()

    def noted(self, connection: Any, args: Iterable[Any], frame: FrameType) -> Command:
        """Return a command that is about to be sent, noted in its exchange."""
        words = [_encoded(connection, arg) for arg in args]
        name, *more = words[0].split() if words else [b""]
        server, db = self._serving(connection) or (None, 0)
        exchange = EXCHANGE.get()
        by = tuple(itertools.islice(self._code.chain(frame, _DISPATCHING), _LINES)) or self._awaiting(exchange)
        command = Command(name.decode("latin-1").upper(), (*more, *words[1:]), db, by, server, sent=time.monotonic())
        if exchange is not None and command.name not in _INTRODUCING:
            exchange.commands.append(command)
        return command

    def _awaiting(self, exchange: Exchange | None) -> tuple[Place, ...]:
        """Return the user's line that waits for a task of a library's to send a command."""
        wait = waits(exchange, self._code) if exchange is not None else None
        handed_on = wait is None or any(module.partition(".")[0] in _DISPATCHING for module in wait.modules)
        return () if wait is None or handed_on else (wait.at,)

    def pack(self, connection: Any, commands: list[Command]) -> None:
        """Be told what a pipeline is about to send at once."""
        self._packed[connection] = commands

    def packed(self, connection: Any) -> list[Command]:
        """Return what is sent at once, and nothing the next time."""
        return self._packed.pop(connection, [])

    def sent(self, connection: Any, commands: list[Command]) -> None:
        """Be told what was sent; what a connection sent on its way there has been answered by now."""
        self._awaited.setdefault(connection, deque()).extend(commands)

    def next(self, connection: Any) -> Command | None:
        """Return the command whose reply comes now, None when it is none's."""
        awaited = self._awaited.get(connection)
        return awaited.popleft() if awaited else None

    def lost(self, connection: Any) -> None:
        """Be told that a connection is closed: nothing that is awaited comes any more."""
        self._awaited.pop(connection, None)
        self._held.pop(connection, None)

    def replied(self, connection: Any, command: Command | None, reply: Any, *, failed: bool) -> None:
        """Note a reply; that of a transaction is those of its commands."""
        if command is None:
            return
        if command.name == "MULTI":
            self._held[connection] = []
        elif command.name == "EXEC":
            held = self._held.pop(connection, [])
            for one, its in zip(held, reply if isinstance(reply, list) else (), strict=False):
                self._answer(one, None if isinstance(its, Exception) else its, isinstance(its, Exception))
        elif connection in self._held:
            self._held[connection].append(command)
        else:
            self._answer(command, reply, failed)

    def _answer(self, command: Command, reply: Any, failed: bool) -> None:
        command.reply, command.failed, command.replied, command.answered = reply, failed, True, time.monotonic()
        if command.server is not None:
            self._missed.update((id(command.server), entry) for entry, value in command.reads if value is None)
            filled = [*(entry for entry, _ in command.writes), *(command.changes if command.name in SCRIPTS else ())]
            command.server.made(entry for entry in filled if (id(command.server), entry) in self._missed)


def _encoded(connection: Any, value: Any) -> bytes:
    try:
        return bytes(connection.encoder.encode(value))
    except Exception:
        return b""  # redis-py will say what is wrong with it


@contextmanager
def observed(code: UserCode, serving: Serving) -> Iterator[None]:
    """While entered, exchanges note what they ask Redis, and what they are told.

    `serving(connection)` is the server it uses with the number of its database there, None when it is none of this
    run's. The server is told, by `made`, of entries that were not there before they were written.
    """
    if importlib.util.find_spec("redis") is None:
        yield
        return
    notes = _Notes(code, serving)
    wrappers: dict[str, Callable[[Callable[..., Any]], Callable[..., Any]]] = {
        "send_command": lambda original: within(original, functools.partial(_sending, notes)),
        "pack_commands": lambda original: _packing(original, notes),
        "send_packed_command": lambda original: within(original, functools.partial(_sending_packed, notes)),
        "read_response": lambda original: within(original, functools.partial(_reading, notes)),
        "disconnect": lambda original: within(original, functools.partial(_closing, notes)),
    }
    with ExitStack() as stack:
        for cls in _classes():
            for name, wrap in wrappers.items():
                if name in vars(cls):
                    stack.enter_context(replaced(cls, name, wrap))
        yield


def _classes() -> list[type]:
    import redis.asyncio.connection as asynchronous
    import redis.connection as synchronous

    real = [synchronous.AbstractConnection, asynchronous.AbstractConnection]
    below = [base for cls in real for made in _subclasses(cls) for base in made.__mro__]
    return [*real, *dict.fromkeys(cls for cls in below if cls.__module__.startswith("fakeredis"))]


def _subclasses(cls: type[Any]) -> Iterator[type[Any]]:
    made: type[Any]
    for made in cls.__subclasses__():
        yield made
        yield from _subclasses(made)


@contextmanager
def _sending(notes: _Notes, connection: Any, *args: Any, **kwargs: Any) -> Iterator[None]:
    command = notes.noted(connection, args, sys._getframe())
    yield
    notes.sent(connection, [command])


def _packing(original: Callable[..., Any], notes: _Notes) -> Callable[..., Any]:
    @functools.wraps(original)
    def pack(self: Any, commands: Iterable[Iterable[Any]]) -> Any:
        frame, known = sys._getframe(1), [tuple(one) for one in commands]
        notes.pack(self, [notes.noted(self, args, frame) for args in known])
        return original(self, known)

    return pack


@contextmanager
def _sending_packed(notes: _Notes, connection: Any, *args: Any, **kwargs: Any) -> Iterator[None]:
    commands = notes.packed(connection)
    yield
    notes.sent(connection, commands)


@contextmanager
def _reading(notes: _Notes, connection: Any, *args: Any, **kwargs: Any) -> Iterator[Callable[[Any], None]]:
    command = notes.next(connection)
    try:
        yield lambda reply: notes.replied(connection, command, reply, failed=False)
    except BaseException:
        notes.replied(connection, command, None, failed=True)
        raise


@contextmanager
def _closing(notes: _Notes, connection: Any, *args: Any, **kwargs: Any) -> Iterator[None]:
    notes.lost(connection)
    yield
