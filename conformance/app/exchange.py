"""Requests, their answers, and what was observed between: plain values, nothing that acts."""

from __future__ import annotations

import asyncio
import itertools
import json
import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode
from weakref import ref

from conformance.app.causes import related
from conformance.app.logged import Logged
from conformance.app.threads import Threads
from conformance.finding import Place

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Caller:
    """An identity the app is called as; `headers` and `cookies` go with every request."""

    name: str
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """One HTTP request; `path` is percent-encoded, `query` is not, header names are lower case."""

    method: str
    path: str
    query: Pairs = ()
    headers: Pairs = ()
    body: bytes = b""

    @property
    def target(self) -> str:
        """The path with its query, as it stands on the request line."""
        return f"{self.path}?{urlencode(self.query, errors='surrogatepass')}" if self.query else self.path

    def header(self, name: str) -> str | None:
        """Return the first header called `name`, in any case."""
        return next((value for key, value in self.headers if key == name.lower()), None)

    def with_headers(self, headers: Mapping[str, str]) -> Request:
        """Return this request with `headers` set, replacing those of the same name."""
        added = {name.lower(): value for name, value in headers.items()}
        kept = tuple((name, value) for name, value in self.headers if name not in added)
        return replace(self, headers=kept + tuple(added.items()))

    def without_headers(self, *names: str) -> Request:
        """Return this request without the headers called `names`."""
        gone = {name.lower() for name in names}
        return replace(self, headers=tuple((n, v) for n, v in self.headers if n not in gone))

    def curl(self, base: str = "http://127.0.0.1:8000") -> str:
        """Return a command line that sends this request; credentials are left out."""
        words = ["curl", "-i"] + (["-X", self.method] if self.method != "GET" else [])
        for name, value in self.headers:
            words += ["-H", f"{name}: {'...' if name in SECRET_HEADERS else value}"]
        if self.body:
            words += ["--data-binary", _shown(self.body)]
        command = shlex.join([*words, base + self.target])
        return command if len(command) <= _LONGEST else ""


_LONGEST = 1500  # characters of a command somebody may want to paste
SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization", "x-api-key"})


def _shown(body: bytes, limit: int = 400) -> str:
    text = body.decode("utf-8", "backslashreplace")
    return text if len(text) <= limit else f"{text[:limit]}... ({len(body)} bytes)"


@dataclass(frozen=True)
class Made:
    """A response or HTTPException made while a request was served, and in which phase.

    `by` are the user's lines that made it: where it was built, the call of that, and so on outwards.
    """

    status: int
    by: tuple[Place, ...]
    phase: str
    error: bool

    @property
    def at(self) -> Place | None:
        """The user's line that built it, None when the framework did."""
        return self.by[0] if self.by else None


@dataclass
class Exchange:
    """One request, its response, and everything observed meanwhile.

    `status` is None when no response was started; `complete` says that the response ended, `left` that it was
    a stream the client left; `exception` is what the app raised to its server; `failure` says why there is no
    usable answer (a deadline, a held loop). `body` holds at most the first MiB of `size` bytes. `errors` are
    the exceptions that left the dependencies or the endpoint, `invalid` is FastAPI's RequestValidationError;
    `reached` is how far FastAPI came, and `returned` whether the endpoint came to its end.
    """

    request: Request
    number: int = 0
    status: int | None = None
    headers: Pairs = ()
    chunks: list[bytes] = field(default_factory=list)
    size: int = 0
    complete: bool = False
    left: bool = False
    exception: BaseException | None = None
    failure: str = ""
    held: bool = False
    seconds: float = 0.0
    reached: str = "outside"
    returned: bool = False
    errors: list[BaseException] = field(default_factory=list)
    invalid: Any = None
    handler_failures: list[tuple[Any, Exception, Any]] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    logs: list[Logged] = field(default_factory=list)
    spans: list[Any] = field(default_factory=list)
    touched: dict[str, Place | None] = field(default_factory=dict)
    peers: dict[str, Place | None] = field(default_factory=dict)
    commands: list[Any] = field(default_factory=list)
    background: list[Any] = field(default_factory=list)
    streams: list[Any] = field(default_factory=list)
    holds: list[Any] = field(default_factory=list)
    started: list[Any] = field(default_factory=list)
    yielded: list[Any] = field(default_factory=list)
    acts: list[Any] = field(default_factory=list)
    pools: list[Any] = field(default_factory=list)
    constructed: list[Any] = field(default_factory=list)
    sessions: list[Any] = field(default_factory=list)
    used_late: list[Any] = field(default_factory=list)
    abandoned: list[Any] = field(default_factory=list)
    fault: Any = None
    leave: Callable[[], None] | None = None
    threads: Threads = field(default_factory=Threads)
    tasks: list[ref[asyncio.Task[Any]]] = field(default_factory=list)

    @property
    def body(self) -> bytes:
        return b"".join(self.chunks)

    @property
    def written(self) -> list[str]:
        """What was written to logs meanwhile, and what filters added to records, each text once."""
        texts = [text for one in self.logs for text in (*(line.text for line in one.written), *one.fields.values())]
        return list(dict.fromkeys(texts))

    @property
    def ok(self) -> bool:
        """Whether the operation did its work: an answer below 400 that is no failure of ours."""
        return self.status is not None and self.status < 400 and not self.failure

    @property
    def lingers(self) -> bool:
        """Whether the answer was begun and a dependency with `yield` is yet to be left."""
        return self.status is not None and any(not one.left for one in self.yielded)

    @property
    def answer(self) -> Made | None:
        """What made the response that was sent, None when the framework did so by itself.

        A middleware that passes a response on makes another one of it: the innermost of the user's counts.
        """
        own = [made for made in self.made if not made.error]
        last = list(itertools.takewhile(lambda made: made.status == self.status, reversed(own)))
        return next((made for made in reversed(last) if made.at is not None), last[0] if last else None)

    @property
    def refusal(self) -> Made | None:
        """The HTTPException that became the response that was sent, None when there was none."""
        return next((made for made in reversed(self.made) if made.error and made.status == self.status), None)

    @property
    def media_type(self) -> str:
        """The media type without parameters, in lower case; empty when there is none."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def raised(self, *others: BaseException | None) -> Iterator[BaseException]:
        """Return every exception the exchange knows of, and `others`, with those that led to them, each once."""
        ended = [error for one in self.yielded for error in (one.thrown, one.raised)]
        return related(*others, self.exception, *self.errors, *ended, *(one.error for one in self.logs))

    def forget(self) -> None:
        """Let go of what was kept for others to see: it would keep alive what an app is to give back."""
        for kept in (self.streams, self.errors, self.logs, self.background, self.handler_failures):
            kept.clear()
        self.exception = None

    def header(self, name: str) -> str | None:
        """Return the first response header called `name`, in any case."""
        return next((value for key, value in self.headers if key == name.lower()), None)

    def json(self) -> Any:
        """Return the body parsed as JSON, None when it is not JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    def __str__(self) -> str:
        answer = self.failure or (str(self.status) if self.status else "no answer")
        return f"{self.request.method} {self.request.path} -> {answer}"
