"""Calls that block the thread they are made in, however short they are here.

While the steps of an exchange run under the profiler, every call into C is seen. What blocks by its nature is known by
name: sockets that wait, look-ups, processes, statements of SQLite, files. All else is told by the kernel: the thread
slept in a call, and it was not because another thread of this process had the interpreter. So a driver that nobody
listed is found, also one compiled in a way that Python does not announce.
"""

from __future__ import annotations

import dis
import os
import resource
import ssl
import stat
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter_ns, process_time_ns, thread_time_ns
from types import CodeType, FrameType
from typing import Any

from conformance.app.code import UserCode
from conformance.app.seams import NoFault
from conformance.observe.scheduling import closed, opened, queued
from conformance.observe.stacks import Sight, sight
from conformance.observe.writing import WRITING

_THREAD = getattr(resource, "RUSAGE_THREAD", None)
_SLEEP = 30_000 if _THREAD is not None else 2_000_000  # nanoseconds a thread sleeps in a call that counts
_STOLEN = 0.05  # part of the time a thread computes that the machine may take from it without saying so
_DOZING = 0.02  # part of the time in a function that has to be slept
_LONG = 2_000_000  # nanoseconds between two calls that are worth noting
_OTHERS = 0.3  # part of them that other threads of this process may compute
_POSIX = sys.modules.get("posix")
_EVENTS = 100_000  # calls and returns that are looked at in one exchange
_SOCKETS = frozenset({"connect", "connect_ex", "accept", "recv", "recv_into", "recvfrom", "recvfrom_into", "recvmsg"})
_SOCKETS_OUT = frozenset({"send", "sendall", "sendto", "sendmsg"})
_TLS = frozenset({"read", "write", "do_handshake", "shutdown"})
_STATEMENTS = frozenset({"execute", "executemany", "executescript", "commit", "rollback"})
_CURSOR, _CONNECTION = ("fetchone", "description"), ("cursor", "commit")  # of PEP 249, which knows no await
_CONNECTING = ("connect", "_connect")  # in a module with an `apilevel`, as PEP 249 asks for
_READS = frozenset({"read", "read1", "readall", "readinto", "readinto1", "readline", "readlines"})
_RAW_WRITES = frozenset({"pwrite", "writev", "pwritev"})
_WRITES = frozenset({"write", "writelines", "truncate"})
_NAMED = {
    ("_socket", "getaddrinfo"): "socket.getaddrinfo",
    ("_socket", "gethostbyname"): "socket.gethostbyname",
    ("_socket", "gethostbyname_ex"): "socket.gethostbyname_ex",
    ("_socket", "gethostbyaddr"): "socket.gethostbyaddr",
    ("_socket", "getnameinfo"): "socket.getnameinfo",
    ("_posixsubprocess", "fork_exec"): "subprocess.Popen",
    ("posix", "waitpid"): "os.waitpid",
    ("posix", "system"): "os.system",
    ("posix", "posix_spawn"): "os.posix_spawn",
    ("posix", "posix_spawnp"): "os.posix_spawnp",
    ("posix", "fork"): "os.fork",
    ("posix", "fsync"): "os.fsync",
    ("_sqlite3", "connect"): "sqlite3.connect",
    ("sqlite3", "connect"): "sqlite3.connect",
}
# Functions in Python that are the last before compiled code waits, or that stand before a call which is refused here.
_ENTRIES = {
    ("psycopg/connection.py", "Connection.wait"): "psycopg.Connection.wait",
    ("conformance/faults/network.py", "_looking_up.<locals>.look_up"): "socket.getaddrinfo",
}
# Sleeps in these end when another thread acts, which therefore may well compute meanwhile.
_AWAITING = frozenset({"sleep", "acquire", "get", "put", "select", "poll", "wait", "join", "control", "result"})
# Looking at files and naming them is harmless, even where it waits for the disk.
_NAMING = frozenset({"stat", "lstat", "mkdir", "rmdir", "rename", "replace", "remove", "unlink", "listdir", "scandir"})


@dataclass(frozen=True)
class Blocking:
    """A call that blocks: its name, its kind, the stack, and the size in bytes of the file it read, if any.

    `within` is the function in which the thread slept, None for what is known by its name; `logs` says that it was
    made to carry out a log call.
    """

    name: str
    kind: str
    sight: Sight
    size: int = 0
    within: CodeType | None = None
    logs: bool = field(default_factory=lambda: WRITING.get() is not None)


class Profile(NoFault):
    """Notes the blocking calls of one exchange on the loop's thread, and where it was at work the longest.

    `waits` are the seconds it slept and where; `inner` is a fault it bears besides.
    """

    def __init__(self, code: UserCode, inner: Any = None) -> None:
        self._code = code
        self.found: list[Blocking] = []
        self.waits: list[tuple[float, Sight]] = []
        self.longest: Sight | None = None
        self._left = _EVENTS
        self._sleeps = Sleeps()
        self._last, self._gap = 0, _LONG
        self._spent: Counter[CodeType] = Counter()
        self._asleep: Counter[CodeType] = Counter()
        self._created = False
        self._read = 0
        self._opened: list[tuple[int, Sight]] = []
        if inner is not None:
            self.before_endpoint, self.after_endpoint = inner.before_endpoint, inner.after_endpoint  # type: ignore[method-assign]

    @property
    def calls(self) -> list[Blocking]:
        """What blocks, without sleeps that are nothing beside the time computed in the same function."""
        return [one for one in self.found if one.within is None or self._mostly(one.within)]

    def _mostly(self, code: CodeType) -> bool:
        return self._asleep[code] >= self._spent[code] * _DOZING

    @property
    def whole(self) -> bool:
        """Whether all of the exchange was looked at."""
        return self._left >= 0

    def begin(self) -> None:
        """Be told that a step begins, on its thread."""
        self._read = _bytes_read()
        _OPENINGS.listen()
        _OPENINGS.told[threading.get_ident()] = self._opens
        self._sleeps.begin()
        self._last = 0

    def end(self) -> None:
        """Be told that a step ended."""
        _OPENINGS.told.pop(threading.get_ident(), None)
        self._sleeps.end()
        read = _bytes_read() - self._read
        self.found += [Blocking("open", "reading", seen, min(size, read)) for size, seen in self._opened]
        self._opened.clear()

    def profile(self, frame: FrameType, event: str, arg: Any) -> None:
        """What Python calls at every call and return."""
        self._left -= 1
        gap = self._timed(frame.f_back if event == "call" else frame)
        if self._left < 0:
            sys.setprofile(None)
        elif event == "c_call":
            self._slept(frame, None, gap)
            self._called(frame, arg)
        elif event == "call":
            self._slept(frame.f_back, None, gap)
            self._entered(frame)
        else:
            self._slept(frame, None if event == "return" else arg, gap)

    def _timed(self, frame: FrameType | None) -> int:
        """Return the nanoseconds since the last event; note where they were the most."""
        now = perf_counter_ns()
        gap = now - self._last if self._last else 0
        if gap > self._gap:
            self._gap = gap
            self.longest = self._sight(frame)
        self._last = now
        if frame is not None:
            self._spent[frame.f_code] += gap
        return gap

    def _called(self, frame: FrameType, function: Any) -> None:
        """Note a call into C that blocks by its nature."""
        name = getattr(function, "__name__", "")
        owner = getattr(function, "__self__", None)
        module = getattr(function, "__module__", None) or ""
        known = _NAMED.get((module, name))
        if known is not None:
            self._note(frame, known, "process" if known.startswith(("os.", "subprocess")) else "network")
        elif name in _CONNECTING and hasattr(sys.modules.get(module), "apilevel"):
            self._note(frame, f"{module}.{name}", "database")
        elif name in _RAW_WRITES and self._created:
            self._note(frame, f"os.{name}", "writing")
        elif name in _RULES and owner is not None:
            _RULES[name](self, frame, owner, name)

    def _entered(self, frame: FrameType) -> None:
        if frame.f_code.co_qualname in _ENTRY_NAMES:
            for (file, function), known in _ENTRIES.items():
                if frame.f_code.co_qualname == function and frame.f_code.co_filename.endswith(file):
                    self._note(frame.f_back, known, "network")

    def _slept(self, frame: FrameType | None, function: Any, gap: int) -> None:
        """Note that the thread slept since the last event: in a call into C, or in compiled code not announced."""
        slept, ready = self._sleeps.since(), self._sleeps.waited
        least = max(_SLEEP, (gap - ready) * _STOLEN, (self._sleeps.span - ready) * _STOLEN / 20)
        if frame is not None:
            self._spent[frame.f_code] -= min(ready, gap)
        if frame is None or slept < least:
            return
        name = getattr(function, "__name__", "")
        seen = self._sight(frame) if function is not None else self._sight(frame).at(_last_call(frame))
        self.waits.append((slept / 1e9, seen))
        self._asleep[frame.f_code] += slept
        if name not in _NAMING and (name in _AWAITING or self._sleeps.worked < slept * _OTHERS):
            known = _name(function) if function is not None else frame.f_code.co_qualname
            self.found.append(Blocking(known, "slept", seen, within=frame.f_code))

    def _opens(self, path: Any, mode: Any, flags: Any) -> None:
        size = _size_of(path)
        writes = isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))
        if writes and size is not None:
            self._created = True
            if mode is not None:  # by `os.open`, a file may only be made, or touched
                self._note(sys._getframe(2), "open", "writing")
        elif size:
            self._opened.append((size, self._sight(sys._getframe(2))))

    def _note(self, frame: FrameType | None, name: str, kind: str, size: int = 0) -> None:
        self.found.append(Blocking(name, kind, self._sight(frame), size))

    def _sight(self, frame: FrameType | None) -> Sight:
        seen = sight(frame, self._code)
        return seen if seen.code is not None else _behind_greenlet(self._code) or seen


class Sleeps:
    """How long the thread slept; used from one thread.

    `span` is the time, in nanoseconds, to which that refers, of which it `waited` for a processor; `worked` is how long
    other threads of the process were at work since it was asked, or would have been with a processor: one that holds
    the interpreter and is kept waiting makes all wait.
    """

    def __init__(self) -> None:
        self._switches = self._wall = self._computed = self._queued = self.span = self.waited = self.worked = 0
        self._asked = self._others = self._waiting = 0
        self._stat = -1
        self._rest: list[int] = []

    def begin(self) -> None:
        """Count from now on."""
        own = threading.get_native_id()
        self._stat = opened(own)
        self._rest = [opened(one.native_id) for one in threading.enumerate() if one.native_id not in (own, None)]
        self._go_on(queued(self._stat), self._kept_waiting())

    def end(self) -> None:
        """Stop counting."""
        for told in (self._stat, *self._rest):
            closed(told)

    def since(self) -> int:
        """Return the nanoseconds it slept, neither computing nor queueing, since this was asked last."""
        now, others = perf_counter_ns(), _computed_elsewhere()
        if _switches() == self._switches:
            self._asked, self._others, self.waited = now, others, 0
            return 0
        self.span, computed = now - self._wall, thread_time_ns() - self._computed
        own, waiting = queued(self._stat), self._kept_waiting()
        self.waited = own - self._queued
        slept = self.span - computed - self.waited
        share = (now - self._asked) / max(1, self.span)  # they may have waited at any time since the last switch
        self.worked = others - self._others + int((waiting - self._waiting) * share)
        self._go_on(own, waiting)
        return slept

    def _go_on(self, own: int, waiting: int) -> None:
        """Count anew: reading files gives the interpreter up, and what comes of that is our own doing."""
        self._queued, self._waiting, self._others = own, waiting, _computed_elsewhere()
        self._switches, self._computed, self._wall = _switches(), thread_time_ns(), perf_counter_ns()
        self._asked = self._wall

    def _kept_waiting(self) -> int:
        """Return the nanoseconds for which other threads of this process have queued for a processor."""
        return sum(map(queued, self._rest))


def _computed_elsewhere() -> int:
    """Return the nanoseconds for which other threads of this process have computed."""
    return process_time_ns() - thread_time_ns()


class _Openings:
    """Files being opened, told to whoever profiles the thread that opens them: an audit hook cannot be removed."""

    def __init__(self) -> None:
        self.told: dict[int, Callable[[Any, Any, Any], None]] = {}
        self._listens = False

    def listen(self) -> None:
        if not self._listens:
            self._listens = True
            sys.addaudithook(self._hear)

    def _hear(self, event: str, args: tuple[Any, ...]) -> None:
        if self.told and event == "open":
            opens = self.told.get(threading.get_ident())
            if opens is not None:
                opens(*args)


_OPENINGS = _Openings()


def _socket(profile: Profile, frame: FrameType, owner: Any, name: str) -> None:
    if hasattr(owner, "gettimeout") and owner.gettimeout() != 0:
        profile._note(frame, f"socket.{name}", "network")


def _tls(profile: Profile, frame: FrameType, owner: Any, name: str) -> None:
    holder = getattr(owner, "owner", None)
    if isinstance(holder, ssl.SSLSocket) and holder.gettimeout() != 0:
        profile._note(frame, f"ssl.SSLSocket.{name}", "network")


def _statement(profile: Profile, frame: FrameType, owner: Any, name: str) -> None:
    if all(hasattr(owner, one) for one in _CURSOR) or all(hasattr(owner, one) for one in _CONNECTION):
        profile._note(frame, f"{type(owner).__module__}.{type(owner).__name__}.{name}", "database")


def _reading(profile: Profile, frame: FrameType, owner: Any, name: str) -> None:
    size = _size(owner)
    if size is not None:
        profile._note(frame, f"file.{name}", "reading", size)
    else:
        _tls(profile, frame, owner, name)


def _writing(profile: Profile, frame: FrameType, owner: Any, name: str) -> None:
    if _size(owner) is not None or (owner is _POSIX and profile._created):
        profile._note(frame, f"file.{name}", "writing")
    else:
        _tls(profile, frame, owner, name)


_RULES: dict[str, Callable[[Profile, FrameType, Any, str], None]] = {
    **dict.fromkeys(_SOCKETS | _SOCKETS_OUT, _socket),
    **dict.fromkeys(_TLS, _tls),
    **dict.fromkeys(_STATEMENTS, _statement),
    **dict.fromkeys(_READS, _reading),
    **dict.fromkeys(_WRITES, _writing),
}
_ENTRY_NAMES = frozenset(function for _, function in _ENTRIES)


def _last_call(frame: FrameType) -> int:
    """Return the instruction of a frame that called something before the one it is at."""
    calls = [-1]
    for one in dis.get_instructions(frame.f_code):
        if one.offset >= frame.f_lasti:
            break
        if one.opname.startswith(("CALL", "BEFORE_WITH", "BEFORE_ASYNC_WITH", "LOAD_SPECIAL", "FOR_ITER", "PRECALL")):
            calls.append(one.offset)
    return calls[-1]


def _size(file: Any) -> int | None:
    """Return the size of a file on a disk, None when it is something else or one of the process's own outputs."""
    try:
        number = file.fileno()
        status = os.fstat(number)
    except Exception:
        return None
    standard = number <= 2 or file in (sys.stdout, sys.stderr)
    return status.st_size if stat.S_ISREG(status.st_mode) and not standard else None


def _size_of(path: Any) -> int | None:
    """Return the size of the file on a disk that is opened, 0 for one that will be made, None for what is no file."""
    if isinstance(path, int):
        return None
    try:
        status = os.stat(path)
    except (OSError, ValueError, TypeError):
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _bytes_read() -> int:
    """Return how many bytes this thread has read, from whatever it was; 0 where the platform does not tell."""
    try:
        with open("/proc/thread-self/io", "rb") as told:
            return int(told.readline().split()[1])
    except (OSError, ValueError, IndexError):
        return 0


def _switches() -> int:
    """Return how often the thread was switched away from; on a busy machine going to sleep can count as preemption."""
    if _THREAD is None:
        return perf_counter_ns()  # the platform does not tell: the clocks are asked every time
    usage = resource.getrusage(_THREAD)
    return usage.ru_nvcsw + usage.ru_nivcsw


def _name(function: Any) -> str:
    owner = getattr(function, "__self__", None)
    module = getattr(function, "__module__", None) or type(owner).__module__
    return f"{module}.{getattr(function, '__qualname__', '?')}".removeprefix("builtins.")


def _behind_greenlet(code: UserCode) -> Sight | None:
    """Return the stack of the coroutine that awaits this greenlet, None when there is none."""
    greenlet = sys.modules.get("greenlet")
    parent = greenlet.getcurrent().parent if greenlet is not None else None
    seen = sight(parent.gr_frame, code) if parent is not None and parent.gr_frame is not None else None
    return seen if seen is not None and seen.code is not None else None
