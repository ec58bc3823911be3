"""Reading a stack: the user's line that is responsible, the call it made, and what the call came down to."""

from __future__ import annotations

import linecache
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from types import CodeType, FrameType

from conformance.app.code import UserCode
from conformance.finding import Place

_LONGEST = 80  # characters of a call that are shown

# Where FastAPI and Starlette themselves work on a request: (end of the file, function, what it does).
_WORK = (
    ("fastapi/routing.py", "serialize_response", "serialising the answer"),
    ("fastapi/encoders.py", "jsonable_encoder", "serialising the answer"),
    ("starlette/responses.py", "render", "serialising the answer"),
    ("fastapi/responses.py", "render", "serialising the answer"),
    ("fastapi/dependencies/utils.py", "request_body_to_args", "validating the request"),
    ("fastapi/dependencies/utils.py", "request_params_to_args", "validating the request"),
    ("starlette/requests.py", "json", "parsing the request"),
)
# Where the framework hands a request on: what is below is not the doing of the user's frame above.
_DISPATCH = (
    ("fastapi/routing.py", "app"),
    ("fastapi/routing.py", "get_request_handler.<locals>.app"),
    ("fastapi/routing.py", "request_response.<locals>.app"),
    ("starlette/routing.py", "app"),
    ("starlette/middleware/exceptions.py", "__call__"),
)
# What a loop, a pool or an import does once in its own interest: (end of the file, function).
_HARMLESS = (
    ("threading.py", "start"),
    ("concurrent/futures/thread.py", "submit"),
    ("asyncio/base_events.py", "subprocess_exec"),
    ("asyncio/base_events.py", "subprocess_shell"),
    ("<frozen importlib._bootstrap>", "_find_and_load"),
)


@dataclass(frozen=True)
class Sight:
    """What a stack shows.

    `code` and `instruction` are the user's innermost frame, None when the framework works by itself, which is then
    named by `work`; `inner` is the function the stack ends in; `names` are all functions from there to the user's
    frame, innermost first; `outer` are the user's frames that led there, each with its line, and `callers` their
    functions; `harmless` says that a loop, a pool or an import is at work in its own interest.
    """

    code: CodeType | None
    instruction: int
    line: int
    inner: str
    work: str = ""
    harmless: bool = False
    names: tuple[str, ...] = ()
    outer: tuple[tuple[CodeType, int], ...] = ()
    callers: tuple[str, ...] = ()

    def at(self, instruction: int) -> Sight:
        """Return the same stack with its innermost frame at another instruction, where that is the user's."""
        if self.code is None or len(self.names) > 1 or instruction < 0:
            return self
        position = next(islice(self.code.co_positions(), instruction // 2, None), None)
        return replace(self, instruction=instruction, line=position[0] or self.line) if position else self

    @property
    def key(self) -> tuple[str, int]:
        return (self.code.co_filename, self.line) if self.code is not None else (self.work, 0)

    @property
    def place(self) -> Place | None:
        return Place(self.code.co_filename, self.line) if self.code is not None else None

    @property
    def call(self) -> str:
        """The source of the call the user's frame is in, on one line; "" when it cannot be read."""
        return _source(self.code, self.instruction) if self.code is not None else ""


def sight(frame: FrameType | None, code: UserCode) -> Sight:
    """Return what a stack shows, from its innermost frame outwards to the user's nearest line."""
    names: list[str] = []
    harmless = False
    for one in _outwards(frame):
        own = one.f_code
        names.append(_name(one))
        if code.owns(own.co_filename):
            users = list(_users(one.f_back, code))
            outer, callers = tuple((user.f_code, user.f_lineno) for user in users), tuple(map(_name, users))
            return Sight(own, one.f_lasti, one.f_lineno, names[0], "", harmless, tuple(names), outer, callers)
        harmless = harmless or _among(own.co_filename, own.co_name, _HARMLESS)
        work = next((work for file, function, work in _WORK if _is(own, file, function)), "")
        if work or any(_is(own, *where) for where in _DISPATCH):
            return Sight(None, 0, 0, names[0], work or "the framework", harmless, tuple(names))
    return Sight(None, 0, 0, names[0] if names else "", "a library", harmless, tuple(names))


def _users(frame: FrameType | None, code: UserCode) -> Iterator[FrameType]:
    return (one for one in _outwards(frame) if code.owns(one.f_code.co_filename))


def _name(frame: FrameType) -> str:
    return f"{frame.f_globals.get('__name__', '?')}.{frame.f_code.co_qualname}"


def _outwards(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


def _is(code: CodeType, file: str, function: str) -> bool:
    return function in (code.co_name, code.co_qualname) and code.co_filename.endswith(file)


def _among(file: str, function: str, known: tuple[tuple[str, str], ...]) -> bool:
    return any(function == name and file.endswith(end) for end, name in known)


def _source(code: CodeType, instruction: int) -> str:
    """Return the source of what an instruction belongs to, on one line."""
    position = next(islice(code.co_positions(), instruction // 2, None), None)
    if position is None or None in position:
        return ""
    first, last, start, end = (number or 0 for number in position)
    lines = [linecache.getline(code.co_filename, number).encode() for number in range(first, last + 1)]
    if not lines:
        return ""
    lines[-1] = lines[-1][:end]
    lines[0] = lines[0][start:]
    text = " ".join(b" ".join(lines).decode(errors="replace").split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
