"""Sessions of SQLAlchemy: for which exchange, in which task or thread they are used, and use after they were closed."""

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

from starlette.background import BackgroundTask, BackgroundTasks
from starlette.responses import StreamingResponse

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.exchange import Exchange
from conformance.app.patching import replaced
from conformance.finding import Place
from conformance.observe.sql import asked_at

Role = Literal["a background task", "the body that is streamed", "what goes on after the endpoint"]

_USING = (
    *("execute", "scalar", "scalars", "get", "get_one", "connection", "refresh", "merge", "add", "delete"),
    *("flush", "commit", "rollback", "close"),
)
_MAKERS = 8  # frames between a session and the registry that has it made

_ROLE: ContextVar[Role] = ContextVar("conformance_role", default="what goes on after the endpoint")


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

    def __str__(self) -> str:
        return f"{self.name}() at {self.at}" if self.at is not None else f"{self.name}()"


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
    """A use after closing: of what, where, by whom, and the line that closed it if the user's did."""

    what: str
    at: Place | None
    role: Role
    closed: Place | None


@dataclass(eq=False)
class Worked:
    """What an exchange did with one session. `made` is where the session was made, `own` whether for a request.

    `scope` is the registry it was made by, `closed` where it was closed last, `reopened` its use after that.
    """

    session: Callable[[], Any]
    made: Place | None = None
    own: bool = False
    scope: Callable[[], Any] = lambda: None
    shared: list[Shared] = field(default_factory=list)
    closed: Place | None = None
    is_closed: bool = False
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
        stack.enter_context(replaced(BackgroundTask, "__call__", _in_background))
        stack.enter_context(replaced(StreamingResponse, "stream_response", _streaming))
        if "sqlalchemy.orm" in sys.modules:
            stack.enter_context(_Sessions(code).noted())
        yield


def role() -> Role:
    """Return what runs now, of all that may run after an endpoint."""
    return _ROLE.get()


def goes_on(exchange: Exchange) -> bool:
    """Return whether the endpoint of an exchange has ended."""
    return exchange.returned or exchange.status is not None


def _in_background(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    async def call(self: BackgroundTask) -> None:
        if isinstance(self, BackgroundTasks):
            await original(self)
            return
        token = _ROLE.set("a background task")
        try:
            await original(self)
        finally:
            _ROLE.reset(token)

    return call


def _streaming(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    async def stream_response(self: StreamingResponse, send: Any) -> None:
        token = _ROLE.set("the body that is streamed")
        try:
            await original(self, send)
        finally:
            _ROLE.reset(token)

    return stream_response


class _Sessions:
    """Notes what is done with sessions; they are known weakly, because ids are used again."""

    def __init__(self, code: UserCode) -> None:
        self._code = code
        self._all: weakref.WeakKeyDictionary[Any, _Known] = weakref.WeakKeyDictionary()

    @contextmanager
    def noted(self) -> Iterator[None]:
        from sqlalchemy import event
        from sqlalchemy.orm import Session

        event.listen(Session, "after_begin", self._begun)
        try:
            with ExitStack() as stack:
                stack.enter_context(replaced(Session, "__init__", self._making))
                for name in _USING:
                    stack.enter_context(replaced(Session, name, functools.partial(self._using, name=name)))
                yield
        finally:
            event.remove(Session, "after_begin", self._begun)

    def _making(self, original: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(original)
        def init(session: Any, *args: Any, **kwargs: Any) -> None:
            original(session, *args, **kwargs)
            frame = sys._getframe(1)
            known = _Known(self._code.calling(frame), EXCHANGE.get() is not None, _scope(frame))
            with suppress(TypeError):  # a subclass may not be hashable
                self._all[session] = known

        return init

    def _using(self, original: Callable[..., Any], *, name: str) -> Callable[..., Any]:
        @functools.wraps(original)
        def call(session: Any, *args: Any, **kwargs: Any) -> Any:
            begun = self._begin(session, name)
            if begun is None:
                return original(session, *args, **kwargs)
            known, going = begun
            try:
                return original(session, *args, **kwargs)
            finally:
                known.going.remove(going)
                known.transaction = _reference(session.get_transaction())
                if name == "close":
                    self._closed(session, known, going[1])

        return call

    def _begin(self, session: Any, name: str) -> tuple[_Known, tuple[Any, Use]] | None:
        """Note that a call begins; None for one inside another, and where nothing can be told."""
        strand = _strand()
        try:
            known = self._all.setdefault(session, _Known())
        except TypeError:
            return None
        if any(other is strand for other, _ in known.going):
            return None
        exchange = EXCHANGE.get()
        number = exchange.number if exchange is not None else 0
        use = Use(number, name, self._place(), *_started(strand))
        self._note(exchange, session, known, use)
        known.going.append((strand, use))
        return known, known.going[-1]

    def _note(self, exchange: Exchange | None, session: Any, known: _Known, use: Use) -> None:
        others = [other for _, other in known.going]
        if exchange is None:
            return
        worked = _worked(exchange, session, known)
        transaction = session.get_transaction()
        if not others and (transaction is None or known.transaction() is not transaction):
            known.owner = None
        known.owner = known.owner or use
        if known.owner.number != use.number:
            worked.shared.append(Shared("request", known.owner, use))
        worked.shared += [Shared("task", other, use) for other in others if other.number in (0, use.number)]

    def _closed(self, session: Any, known: _Known, use: Use) -> None:
        exchange = EXCHANGE.get()
        if exchange is not None:
            worked = _worked(exchange, session, known)
            worked.is_closed, worked.closed, worked.reopened = True, use.at, None

    def _begun(self, session: Any, transaction: Any, connection: Any) -> None:
        """Note that a session takes a connection: what was closed before is open again."""
        exchange, known = EXCHANGE.get(), self._all.get(session)
        if exchange is None or known is None or not goes_on(exchange):
            return
        worked = _worked(exchange, session, known)
        # What is done in `with session.begin()` ends by itself.
        ends = getattr(session, "_trans_context_manager", None) is not None
        if worked.is_closed and worked.reopened is None and not ends:
            worked.reopened = UsedLate("a session", self._place(), role(), worked.closed)

    def _place(self) -> Place | None:
        return used_at(self._code)


def used_at(code: UserCode) -> Place | None:
    """Return the user's line that runs, or the one that started the task that runs."""
    return asked_at(code) or _started(_strand())[0]


def _reference(one: Any) -> Callable[[], Any]:
    return (lambda: None) if one is None else weakref.ref(one)


def _worked(exchange: Exchange, session: Any, known: _Known) -> Worked:
    for worked in exchange.sessions:
        if worked.session() is session:
            return worked  # type: ignore[no-any-return]
    made = Worked(weakref.ref(session), known.made, known.own, known.scope)
    exchange.sessions.append(made)
    return made


def _strand() -> Any:
    """Return what can do only one thing at a time: the task that runs, or the thread where none does."""
    try:
        return asyncio.current_task() or threading.current_thread()
    except RuntimeError:
        return threading.current_thread()


def _started(strand: Any) -> tuple[Place | None, bool]:
    """Return the line of the user's that started a task, and whether that is where it was made."""
    started = getattr(strand, "conformance_started", None)
    return (started.at, bool(started.by)) if started is not None else (None, False)


def _scope(frame: FrameType | None) -> Callable[[], Any]:
    """Return a reference to the `scoped_session` that has a session made, to nothing when none has."""
    for _ in range(_MAKERS):
        if frame is None:
            break
        if frame.f_code.co_varnames[:1] == ("self",):
            maker = frame.f_locals.get("self")
            if type(maker).__name__ in ("scoped_session", "async_scoped_session"):
                return weakref.ref(maker)
        frame = frame.f_back
    return lambda: None
