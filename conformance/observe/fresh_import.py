"""A program that imports an app in a process of its own, and writes down what that does; it needs nothing but Python.

Given on its standard input is a JSON object: `path` and `argv` are those of the run, `module` is what to import,
`factory` the attribute to call afterwards, or "". Each line it writes is a JSON object: an effect, a deprecated call,
or how the import ended. The network is closed meanwhile.
"""

from __future__ import annotations

import errno
import functools
import importlib
import importlib.util
import json
import os
import socket
import sys
import threading
import time
import warnings
from collections.abc import Callable
from types import FrameType, ModuleType
from typing import Any

SECONDS = 2.0  # for threads that end by themselves
_DRIVERS = {"psycopg2": "connect", "psycopg.generators": "connect", "MySQLdb": "connect", "pyodbc": "connect"}
_Frame = tuple[str, int, str, str]
_WRAPPERS = ("typing_extensions.py", "warnings.py")


class Recorder:
    """Writes what happens while a module is imported, line by line, so that nothing is lost when it never ends."""

    def __init__(self, out: int) -> None:
        self._out, self._lock = out, threading.RLock()
        self._threads: dict[int, threading.Thread] = {}
        self._started: list[tuple[threading.Thread, list[_Frame]]] = []
        self._count = 0
        self.importing = False
        self._events: dict[str, Callable[..., None]] = {
            "socket.connect": self._connect,
            "socket.getaddrinfo": self._look_up,
            "sqlite3.connect": self._database,
            "open": self._open,
        }

    def write(self, **record: Any) -> None:
        """Write one line."""
        with self._lock:
            os.write(self._out, json.dumps(record, default=repr).encode() + b"\n")

    def effect(self, kind: str, what: str) -> None:
        """Write down an effect with the stack that led to it."""
        if self.importing:
            self._count += 1
            stack = _stack(sys._getframe(1)) + self._start_of(threading.get_ident())
            self.write(effect=kind, what=what, number=self._count, stack=stack)

    def _start_of(self, ident: int) -> list[_Frame]:
        """Return the stack that started a thread: what is done in it is done for who did so."""
        return next((stack for thread, stack in self._started if thread.ident == ident), [])

    def hear(self, event: str, args: tuple[Any, ...]) -> None:
        """Be told of an event of Python's by its audit hooks."""
        listener = self._events.get(event)
        if listener is not None:
            listener(*args)

    def _connect(self, one: Any, address: Any) -> None:
        if one.type & socket.SOCK_DGRAM == socket.SOCK_DGRAM:
            return  # nothing is sent
        if one.family not in (socket.AF_INET, socket.AF_INET6):
            self.effect("connects to", str(address))
            return
        self.effect("connects to", f"{address[0]}:{address[1]}")
        raise ConnectionRefusedError(errno.ECONNREFUSED, "the network is closed while the app is imported")

    def _look_up(self, host: Any, *_: Any) -> None:
        name = os.fsdecode(host) if isinstance(host, bytes) else str(host or "")
        if name in ("", "localhost", socket.gethostname()) or _is_numeric(name):
            return
        self.effect("looks up", name)
        raise socket.gaierror(socket.EAI_NONAME, "the network is closed while the app is imported")

    def _database(self, database: Any, *_: Any) -> None:
        name = os.fsdecode(database) if isinstance(database, bytes | os.PathLike) else str(database)
        if name not in ("", "file:") and ":memory:" not in name and "mode=memory" not in name and "mode=ro" not in name:
            self.effect("opens the database", name)

    def _open(self, path: Any, mode: Any, flags: Any) -> None:
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
        if not writes or not isinstance(path, str | bytes | os.PathLike):
            return
        name = os.path.abspath(os.fsdecode(path))
        if not name.startswith(("/dev/", "/proc/", "/sys/", os.environ.get("TMPDIR", "\0"))):
            self.effect("opens for writing", name)

    def start(self, original: Callable[[threading.Thread], None]) -> Callable[[threading.Thread], None]:
        """Return what stands in for `Thread.start`, of which audit hooks hear only in newer versions of Python."""

        @functools.wraps(original)
        def start(thread: threading.Thread) -> None:
            if self.importing:
                self.effect("starts a thread", thread.name)
                self._threads[self._count] = thread
                self._started.append((thread, _stack(sys._getframe(1)) + self._start_of(threading.get_ident())))
            original(thread)

        return start

    def ended(self) -> list[int]:
        """Return the effects that are over: threads that ended by themselves."""
        until = time.monotonic() + SECONDS
        for thread in self._threads.values():
            if thread.ident is not None:
                thread.join(max(0.0, until - time.monotonic()))
        return [number for number, thread in self._threads.items() if not thread.is_alive()]

    def warn(self, original: Callable[..., None]) -> Callable[..., None]:
        """Return what stands in for `warnings.warn`: it writes down what is deprecated, whatever the filters say."""

        @functools.wraps(original)
        def warn(message: Any, category: Any = None, stacklevel: int = 1, *args: Any, **kwargs: Any) -> None:
            kind = type(message) if isinstance(message, Warning) else (category or UserWarning)
            if issubclass(kind, DeprecationWarning) or "Deprecat" in kind.__name__:
                frame = sys._getframe(1)
                self.write(
                    deprecated=str(message), category=kind.__name__, about=_decorated(frame), stack=_stack(frame)
                )
            original(message, category, stacklevel + 1, *args, **kwargs)

        return warn


def _is_numeric(name: str) -> bool:
    return ":" in name or name.replace(".", "").isdigit()


def _decorated(frame: FrameType) -> str:
    """Return the package of what `@deprecated` is written above, "" when the frame is not that decorator's."""
    if not frame.f_code.co_filename.endswith(_WRAPPERS):
        return ""
    return str(getattr(frame.f_locals.get("arg"), "__module__", "") or "").partition(".")[0]


def _stack(frame: FrameType | None) -> list[_Frame]:
    """Return the file, the line, the function and the module of a frame and those around it, innermost first."""
    found = []
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if frame.f_code.co_filename != __file__:
            found.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, module))
        frame = frame.f_back
    return found


class Drivers:
    """Finds database drivers that connect in C, of which Python tells nothing, and makes them tell."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """Find a driver as Python would, to be replaced in part once it is loaded."""
        if name not in _DRIVERS:
            return None
        sys.meta_path.remove(self)
        try:
            spec = importlib.util.find_spec(name)
        finally:
            sys.meta_path.insert(0, self)
        if spec is not None and spec.loader is not None:
            self._watch(spec.loader, name)
        return spec

    def _watch(self, loader: Any, name: str) -> None:
        run = loader.exec_module

        def exec_module(module: ModuleType) -> None:
            run(module)
            setattr(module, _DRIVERS[name], self._refusing(module, name.partition(".")[0]))

        loader.exec_module = exec_module

    def _refusing(self, module: ModuleType, driver: str) -> Callable[..., Any]:
        def connect(*args: Any, **kwargs: Any) -> Any:
            self._recorder.effect("connects to a database with", driver)
            error = getattr(sys.modules.get(driver, module), "OperationalError", ConnectionError)
            raise error("the network is closed while the app is imported")

        return connect


def main() -> None:
    """Import what the standard input names, write what that does, and leave."""
    given = json.load(sys.stdin)
    recorder = Recorder(_alone())
    sys.path[:], sys.argv[:], sys.dont_write_bytecode = given["path"], given["argv"], True
    sys.meta_path.insert(0, Drivers(recorder))
    threading.Thread.start = recorder.start(threading.Thread.start)  # type: ignore[method-assign,assignment]
    warnings.warn = recorder.warn(warnings.warn)
    sys.addaudithook(recorder.hear)
    recorder.importing = True
    problem, module = "", None
    try:
        module = importlib.import_module(given["module"])
    except BaseException as error:
        problem = f"{type(error).__name__}: {error}"
    recorder.importing = False
    recorder.write(imported=not problem, problem=problem, over=recorder.ended())
    if module is not None and given["factory"]:
        _make(module, given["factory"])
    os._exit(0)


def _alone() -> int:
    """Return a descriptor of the standard output that nobody else writes to, and take the standard ones away."""
    out, nothing = os.dup(1), os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    return out


def _make(module: ModuleType, factory: str) -> None:
    """Call the factory of the app: what it opens is its own affair, but it may use what is deprecated."""
    try:
        functools.reduce(getattr, factory.split("."), module)()  # type: ignore[operator]
    except BaseException:
        return


if __name__ == "__main__":
    main()
