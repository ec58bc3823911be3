"""What reaches the standard streams of the process and other places that logs go to, and for which log call."""

from __future__ import annotations

import builtins
import functools
import sys
import sysconfig
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.logged import Logged, Written
from conformance.app.patching import replaced
from conformance.finding import Place

_NAMES = ("stdout", "stderr")
COMPLAINT = "{}, where logging complains of a handler"
RENDERED = "rendered"  # by the app itself, as text
_HERE = __name__.partition(".")[0]
_PRINTING = ("print", "pprint", "cprint", "echo", "secho")  # what functions that print are called in libraries
_STDLIB = tuple({sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")})


@dataclass
class Writing:
    """One log call as it is carried out in one place: what was formatted for it, and what reached a stream.

    `complains` says that `logging` itself tells there what went wrong in a handler.
    """

    logged: Logged
    sink: str = ""
    added: Place | None = None
    formatted: str | None = None
    raw: dict[str, str] = field(default_factory=dict)
    inner: int = 0
    complains: bool = False

    def end(self) -> None:
        """Note what was written: what reached a stream, else what was formatted for somewhere else."""
        place = COMPLAINT if self.complains else "{}"
        written = [Written(text, place.format(sink), self.added) for sink, text in self.raw.items()]
        if not written and self.formatted is not None:
            written = [Written(self.formatted, self.sink, self.added)]
        self.logged.written += written


WRITING: ContextVar[Writing | None] = ContextVar("conformance_writing", default=None)


@contextmanager
def writing(logged: Logged, sink: str = "", added: Place | None = None) -> Iterator[Writing]:
    """While entered, what reaches the standard streams from here is of one log call."""
    one = Writing(logged, sink, added)
    before = WRITING.get()
    token = WRITING.set(one)
    try:
        yield one
    finally:
        WRITING.reset(token)
        one.end()
        if before is not None and before.logged is logged:
            before.inner += len(logged.written) > 0


def stream_name(stream: Any) -> str:
    """Return how a stream of the process is called, "" for any other."""
    for number, name in enumerate(_NAMES, 1):
        if stream is getattr(sys, name) or stream is getattr(sys, f"__{name}__") or _descriptor(stream) == number:
            return name
    return ""


def _descriptor(stream: Any) -> int | None:
    try:
        return int(stream.fileno())
    except Exception:
        return None


@contextmanager
def streams_observed(code: UserCode) -> Iterator[None]:
    """While entered, exchanges note what is printed for them, and log calls what of them reaches a stream."""
    with ExitStack() as stack:
        noting = functools.partial(_noting, code)
        for owner in _writers():
            stack.enter_context(replaced(owner, "write", noting))
        stack.enter_context(replaced(builtins, "print", functools.partial(_printing, code)))
        for name in ("print_exc", "print_exception"):
            stack.enter_context(replaced(traceback, name, functools.partial(_tracing, code)))
        for name in ("format_exc", "format_exception"):
            stack.enter_context(replaced(traceback, name, functools.partial(_rendering, code)))
        yield


def _writers() -> list[Any]:
    """Return what writes to the standard streams: those there are, and the classes of those pytest puts there."""
    capture = sys.modules.get("_pytest.capture")
    classes = [getattr(capture, name, None) for name in ("EncodedFile", "CaptureIO")]
    known = tuple(
        one for one in classes if isinstance(one, type) and (one.__name__ != "TeeCaptureIO" or "write" in vars(one))
    )
    streams = {id(one): one for name in _NAMES for one in (getattr(sys, name), getattr(sys, f"__{name}__"))}
    return [*known, *(one for one in streams.values() if one is not None and not isinstance(one, known))]


def _noting(code: UserCode, original: Callable[..., Any]) -> Callable[..., Any]:
    bound = getattr(original, "__self__", None)

    @functools.wraps(original)
    def write(*args: Any) -> Any:
        if WRITING.get() is not None or EXCHANGE.get() is not None:
            stream, text = (bound, args[0]) if bound is not None else args[:2]
            _note(code, stream, str(text))
        return original(*args)

    return write


def _note(code: UserCode, stream: Any, text: str) -> None:
    name, current = stream_name(stream), WRITING.get()
    if not name:
        return
    if current is not None:
        current.raw[name] = current.raw.get(name, "") + text
        return
    exchange = EXCHANGE.get()
    last = exchange.logs[-1] if exchange is not None and exchange.logs else None
    if last is not None and last.by == "print" and not last.text.endswith("\n") and last.stamp == name:
        last.text += text  # a line written in pieces
        last.written[:] = [Written(last.text, name)]
    elif exchange is not None and text:
        exchange.logs.append(printed(code, text, sink=name))


def printed(code: UserCode, text: str, error: BaseException | None = None, sink: str = "") -> Logged:
    """Return a text that is printed right now, by whom, and whether by the user's own line."""
    frame = sys._getframe(1)
    written = [Written(text, sink)] if sink else []
    direct = _is_direct(frame, code)
    at = code.calling(frame)
    return Logged(text, "print", error, at, "print", direct=direct, handled=True, written=written, stamp=sink)


def _is_direct(frame: FrameType | None, code: UserCode) -> bool:
    """Return whether the user's own code prints, by Python or by a library that promises to; warnings are not."""
    called = ""
    while frame is not None:
        module, path = str(frame.f_globals.get("__name__")), frame.f_code.co_filename
        if module == "warnings":
            return False
        if code.owns(path):
            return not called or called.startswith(_PRINTING)
        if not (module.partition(".")[0] == _HERE or _is_stdlib(path)):
            called = frame.f_code.co_name
        frame = frame.f_back
    return False


def _is_stdlib(filename: str) -> bool:
    return filename.startswith(("<frozen", *_STDLIB)) and "site-packages" not in filename


def _printing(code: UserCode, original: Callable[..., None]) -> Callable[..., None]:
    def noted(*args: Any, **kwargs: Any) -> None:
        exchange, file = EXCHANGE.get(), kwargs.get("file") or sys.stdout
        name = stream_name(file) if exchange is not None and WRITING.get() is None else ""
        if not name or exchange is None:
            original(*args, **kwargs)
            return
        error = next((one for one in args if isinstance(one, BaseException)), None)
        logged = printed(code, "", error)
        exchange.logs.append(logged)
        with writing(logged, name):
            original(*args, **kwargs)
        logged.text = "".join(one.text for one in logged.written)
        if not logged.written and logged in exchange.logs:
            exchange.logs.remove(logged)  # what was printed went elsewhere: standard output is redirected

    return noted


def _tracing(code: UserCode, original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def noted(*args: Any, **kwargs: Any) -> None:
        exchange = EXCHANGE.get()
        files = [*(one for one in args if hasattr(one, "write")), kwargs.get("file")]
        elsewhere = any(one is not None and not stream_name(one) for one in files)
        if exchange is None or WRITING.get() is not None or elsewhere:
            original(*args, **kwargs)
            return
        error = next((one for one in args if isinstance(one, BaseException)), sys.exc_info()[1])
        logged = printed(code, "traceback", error)
        exchange.logs.append(logged)
        with writing(logged, "stderr"):
            original(*args, **kwargs)

    return noted


def _rendering(code: UserCode, original: Callable[..., Any]) -> Callable[..., Any]:
    """Note that the app makes a text of an exception itself: to write it where nobody knows, perhaps."""

    @functools.wraps(original)
    def noted(*args: Any, **kwargs: Any) -> Any:
        exchange, at = EXCHANGE.get(), sys._getframe(1)
        if exchange is not None and WRITING.get() is None and code.owns(at.f_code.co_filename):
            error = next((one for one in args if isinstance(one, BaseException)), sys.exc_info()[1])
            exchange.logs.append(Logged("", RENDERED, error, code.calling(at), RENDERED, handled=True))
        return original(*args, **kwargs)

    return noted
