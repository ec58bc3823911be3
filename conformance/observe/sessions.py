"""Sessions and connections: for which exchange, in which task or thread they are used, and sessions after closing."""

from __future__ import annotations

import asyncio
import functools
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, Literal

import anyio.to_thread
from starlette.background import BackgroundTask, BackgroundTasks
from starlette.responses import StreamingResponse

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE, PHASE
from conformance.app.exchange import Exchange
from conformance.app.patching import listening, replaced, within
from conformance.finding import Place
from conformance.observe.sql import asked_at

Role = Literal["a background task", "the body that is streamed", "what goes on after the endpoint"]

_USING = (
    *("execute", "scalar", "scalars", "get", "get_one", "connection", "refresh", "merge", "add", "delete"),
    *("flush", "commit", "rollback", "close"),
)
_SCOPING = ("sqlalchemy.orm.scoping", "sqlalchemy.ext.asyncio.scoping", "sqlalchemy.util")
_MAKERS = 8  # frames between a session and the registry that has it made

_ROLE: ContextVar[Role] = ContextVar("conformance_role", default="what goes on after the endpoint")
_WAITING: ContextVar[Any] = ContextVar("conformance_waiting", default=None)


@dataclass(frozen=True)
class Use:
    """A call of a session's method: in which exchange by its number, at which line of the user's.

    `started` is the line of the user's that started the task in which it is used, and `direct` that no library did.
    """

    number: int
    name: str
    at: Place | None
    started: Place | None = None
    direct: bool = False


@dataclass(frozen=True)
class Shared:
    """A session used while it was another's: another request's transaction was open, or another task's call going on.

    `whose` says which.
    """

    whose: Literal["request", "task"]
    first: Use
    second: Use


@dataclass(frozen=True)
class UsedLate:
    """A use after closing: of what, where, by whom, and the line that closed it if the user's did.

    `left` is whether it was closed where FastAPI leaves what it opened for a request: dependencies, and uploads.
    """

    what: str
    at: Place | None
    role: Role
    closed: Place | None
    left: bool = False


@dataclass(eq=False)
class Worked:
    """What an exchange did with one session, or connection: `what` says which.

    `made` is where it was made, `own` whether for a request, `scope` is the registry it was made by; `closed` is where
    it was closed last, `left` whether that was in a dependency being left, `reopened` its use after that.
    """

    session: Callable[[], Any]
    what: str = "session"
    made: Place | None = None
    own: bool = False
    scope: Callable[[], Any] = lambda: None
    shared: list[Shared] = field(default_factory=list)
    closed: Place | None = None
    is_closed: bool = False
    left: bool = False
    reopened: UsedLate | None = None


@dataclass(eq=False)
class _Known:
    """A session: where it was made, who began its transaction, and the calls that are going on, by task or thread."""

    made: Place | None = None
    own: bool = False
    scope: Callable[[], Any] = lambda: None
    owner: Use | None = None
    transaction: Callable[[], Any] = lambda: None
    going: list[tuple[Any, Use]] = field(default_factory=list)


@contextmanager
def observed(code: UserCode) -> Iterator[None]:
    """While entered, exchanges note what they do with sessions, and what runs after their endpoint knows its role."""
    with ExitStack() as stack:
        stack.enter_context(replaced(BackgroundTask, "__call__", lambda o: _in_background(o, code)))
        stack.enter_context(replaced(StreamingResponse, "stream_response", lambda o: _streaming(o, code)))
        stack.enter_context(replaced(anyio.to_thread, "run_sync", _handing))
        stack.enter_context(replaced(asyncio, "to_thread", _handing))
        for kind in _KINDS:
            if kind.find(kind.name) is not None:
                stack.enter_context(_Noted(code, kind).patched())
        yield


def role() -> Role:
    """Return what runs now, of all that may run after an endpoint."""
    return _ROLE.get()


def goes_on(exchange: Exchange) -> bool:
    """Return whether the endpoint of an exchange has ended."""
    return exchange.returned or exchange.status is not None


def _handing(original: Callable[..., Any]) -> Callable[..., Any]:
    """Let a call in a thread know the task that waits for it."""

    @functools.wraps(original)
    async def hand(*args: Any, **kwargs: Any) -> Any:
        token = _WAITING.set(asyncio.current_task())
        try:
            return await original(*args, **kwargs)
        finally:
            _WAITING.reset(token)

    return hand


def _in_background(original: Callable[..., Any], code: UserCode) -> Callable[..., Any]:
    @functools.wraps(original)
    async def call(self: BackgroundTask) -> None:
        if isinstance(self, BackgroundTasks):
            await original(self)
            return
        with _as("a background task", code):
            await original(self)

    return call


def _streaming(original: Callable[..., Any], code: UserCode) -> Callable[..., Any]:
    @functools.wraps(original)
    async def stream_response(self: StreamingResponse, send: Any) -> None:
        with _as("the body that is streamed", code):
            await original(self, send)

    return stream_response


@contextmanager
def _as(role: Role, code: UserCode) -> Iterator[None]:
    """Let what runs know its role, and note when it fails because a file is closed."""
    token = _ROLE.set(role)
    try:
        yield
    except ValueError as error:
        exchange = EXCHANGE.get()
        if exchange is not None and "closed file" in str(error):
            exchange.used_late.append(UsedLate("a file", code.raised_at(error), role, None))
        raise
    finally:
        _ROLE.reset(token)


@dataclass(frozen=True)
class _Kind:
    """A class whose objects are to have one user: with what they are used, and what tells their transaction.

    `alone` is whether two calls at once do harm by themselves, rather than wait for one another; calls that come
    from a library in `within` are not looked at, because what makes them is. `subject` is what a call is about,
    and `maker` the class of that where it is another.
    """

    what: str
    module: str
    name: str
    uses: tuple[str, ...]
    transaction: Callable[[Any], Any]
    alone: bool = True
    within: tuple[str, ...] = ()
    subject: Callable[[Any], Any] = lambda one: one
    maker: str = ""

    def find(self, name: str) -> Any:
        """Return a class of the module, None where that is not imported."""
        return getattr(sys.modules.get(self.module), name, None)


_CORE = ("execute", "scalar", "scalars", "exec_driver_sql", "commit", "rollback")
_QUERIES = ("execute", "executemany", "fetch", "fetchrow", "fetchval", "copy_records_to_table")
_CURSOR = ("execute", "executemany")

_KINDS = (
    _Kind("session", "sqlalchemy.orm", "Session", _USING, lambda one: one.get_transaction()),
    _Kind(
        *("connection", "sqlalchemy.engine", "Connection", _CORE, lambda one: one.get_transaction()),
        within=("sqlalchemy.orm", "sqlalchemy.pool", "sqlalchemy.sql"),
    ),
    _Kind(
        *("connection", "asyncpg.connection", "Connection", _QUERIES),
        lambda one: one if one.is_in_transaction() else None,
        within=("sqlalchemy",),
    ),
    *(
        _Kind(
            *("connection", "psycopg", name, _CURSOR),
            lambda one: one if one.info.transaction_status.value else None,
            alone=False,
            within=("sqlalchemy",),
            subject=lambda one: one.connection,
            maker=maker,
        )
        for name, maker in (("Cursor", "Connection"), ("AsyncCursor", "AsyncConnection"))
    ),
)


class _Noted:
    """Notes what is done with sessions; they are known weakly, because ids are used again."""

    def __init__(self, code: UserCode, kind: _Kind) -> None:
        self._code, self._kind = code, kind
        self._all: weakref.WeakKeyDictionary[Any, _Known] = weakref.WeakKeyDictionary()

    @contextmanager
    def patched(self) -> Iterator[None]:
        owner = self._kind.find(self._kind.name)
        with ExitStack() as stack:
            if self._kind.what == "session":
                stack.enter_context(listening((owner, "after_begin", self._begun)))
            stack.enter_context(replaced(self._kind.find(self._kind.maker) or owner, "__init__", self._making))
            for name in self._kind.uses:
                stack.enter_context(replaced(owner, name, functools.partial(self._using, name=name)))
            yield

    def _making(self, original: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(original)
        def init(one: Any, *args: Any, **kwargs: Any) -> None:
            original(one, *args, **kwargs)
            frame = sys._getframe(1)
            known = _Known(used_at(self._code), EXCHANGE.get() is not None, _scope(frame))
            with suppress(TypeError):  # what is not hashable, or cannot be known weakly
                self._all[one] = known

        return init

    def _using(self, original: Callable[..., Any], *, name: str) -> Callable[..., Any]:
        return within(original, lambda one, *args, **kwargs: self._going(self._kind.subject(one), name))

    @contextmanager
    def _going(self, one: Any, name: str) -> Iterator[None]:
        """Note that a call goes on, unless it is part of another."""
        strand = _strand()
        known = self._known(one)
        if known is None or any(other is strand for other, _ in known.going) or self._is_within(sys._getframe(2)):
            yield
            return
        exchange = EXCHANGE.get()
        use = Use(exchange.number if exchange is not None else 0, name, used_at(self._code), *_started(strand))
        if exchange is not None:
            self._note(_worked(exchange, one, known, self._kind.what), one, known, use)
        going = (strand, use)
        known.going.append(going)
        try:
            yield
        finally:
            known.going.remove(going)
            known.transaction = _reference(self._transaction(one))
            if name == "close" and exchange is not None:
                worked = _worked(exchange, one, known, self._kind.what)
                worked.is_closed, worked.closed, worked.reopened = True, use.at, None
                worked.left = PHASE.get() == "exit"

    def _transaction(self, one: Any) -> Any:
        """Return what stands for the transaction that is open, None where there is none, or it cannot be told."""
        try:
            return self._kind.transaction(one)
        except Exception:
            return None

    def _known(self, one: Any) -> _Known | None:
        try:
            return self._all.setdefault(one, _Known())
        except TypeError:
            return None

    def _is_within(self, frame: FrameType | None) -> bool:
        """Return whether a call comes from what is looked at itself, rather than from the user's code."""
        while self._kind.within and frame is not None and not self._code.owns(frame.f_code.co_filename):
            if frame.f_globals.get("__name__", "").startswith(self._kind.within):
                return True
            frame = frame.f_back
        return False

    def _note(self, worked: Worked, one: Any, known: _Known, use: Use) -> None:
        others = [other for _, other in known.going]
        transaction = self._transaction(one)
        if transaction is None or known.transaction() is not transaction:
            known.owner = others[0] if others and self._kind.alone and others[0].number else None
        known.owner = known.owner or use
        if known.owner.number != use.number:
            worked.shared.append(Shared("request", known.owner, use))
        elif self._kind.alone:
            worked.shared += [Shared("task", other, use) for other in others if other.number in (0, use.number)]

    def _begun(self, session: Any, transaction: Any, connection: Any) -> None:
        """Note that a session takes a connection: what was closed before is open again."""
        exchange, known = EXCHANGE.get(), self._known(session)
        if exchange is None or known is None or not goes_on(exchange):
            return
        worked = _worked(exchange, session, known, self._kind.what)
        # What is done in `with session.begin()` ends by itself.
        ends = getattr(session, "_trans_context_manager", None) is not None
        if worked.is_closed and worked.reopened is None and not ends:
            worked.reopened = UsedLate("a session", used_at(self._code), role(), worked.closed, worked.left)


def used_at(code: UserCode) -> Place | None:
    """Return the user's line that runs, or the one that started the task that runs."""
    return asked_at(code) or _started(_strand())[0]


def _reference(one: Any) -> Callable[[], Any]:
    try:
        return weakref.ref(one)
    except TypeError:  # None, or what cannot be known weakly
        return lambda: None


def _worked(exchange: Exchange, one: Any, known: _Known, what: str) -> Worked:
    for worked in reversed(exchange.sessions):
        if worked.session() is one:
            return worked  # type: ignore[no-any-return]
    made = Worked(weakref.ref(one), what, known.made, known.own, known.scope)
    exchange.sessions.append(made)
    return made


def _strand() -> Any:
    """Return what can do only one thing at a time: the task that runs, or the thread where none does."""
    try:
        return asyncio.current_task() or threading.current_thread()
    except RuntimeError:
        return threading.current_thread()


def _started(strand: Any) -> tuple[Place | None, bool]:
    """Return the user's line that started a task, that which waits for a thread; and whether it was made there."""
    task = _WAITING.get() if isinstance(strand, threading.Thread) else strand
    started = getattr(task, "conformance_started", None)
    # The tasks in which Starlette's middleware runs the rest of the app, and its streams, stand for the request.
    if started is None or task.get_name().startswith("starlette."):
        return None, False
    return started.at, bool(started.by)


def _scope(frame: FrameType | None) -> Callable[[], Any]:
    """Return a reference to the `scoped_session` that has a session made, to nothing when none has."""
    for _ in range(_MAKERS):
        if frame is None:
            break
        # Asking for the locals of a frame keeps them alive until it is asked again: none but these are.
        if frame.f_globals.get("__name__", "").startswith(_SCOPING) and frame.f_code.co_varnames[:1] == ("self",):
            maker = frame.f_locals.get("self")
            if type(maker).__name__ in ("scoped_session", "async_scoped_session"):
                return weakref.ref(maker)
        frame = frame.f_back
    return lambda: None
