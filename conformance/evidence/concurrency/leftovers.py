"""Evidence of what a request leaves behind in the context of the connection it came on."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path
from types import CodeType
from typing import Any

from conformance.app.code import UserCode
from conformance.app.driver import SAFE, Driver, Valid
from conformance.app.exchange import Request
from conformance.app.loading import Target
from conformance.app.operations import Operation
from conformance.app.parameters import parameters
from conformance.app.protected import function_of, parsed
from conformance.app.recipe import BOUNDARY
from conformance.check import evidence
from conformance.evidence import marks
from conformance.evidence.provoked import Provoked
from conformance.faults.inside import Recorded
from conformance.faults.variables import Setting
from conformance.finding import NotExercised, Place
from conformance.gathering import Across
from conformance.observe.keep_alive import PADDING, Connections, Visit, connections
from conformance.observe.state import user_files, user_modules
from conformance.rig import Rig

_READERS = 8  # operations with which it is tried whether what another left behind is read

_HARMLESS = {"decimal_context", "numpy_errstate", "warnings_context"}  # how to compute, set by computing

Variable = ContextVar[Any]


@dataclass(frozen=True)
class Leftover:
    """A context variable that still held, in a request, what one before it on the connection had set."""

    variable: str
    at: Place
    provoked: Provoked


@dataclass(frozen=True)
class Serving:
    """How the app's project says it is served: on which loop, and with fresh contexts for every request."""

    uvloop: bool
    resets: bool


@evidence
def leftovers(
    across: Across, rig: Rig, target: Target, code: UserCode, driver: Driver, headers_read: tuple[str, ...]
) -> list[Leftover]:
    """Context variables that outlive their request on a connection of a real server."""
    valid = across("valid")
    samples = [(one, sample) for one, sample in valid if not one.host and not sample.exchange.left]
    if not samples:
        raise NotExercised("no operation did its work, so none could be followed by another")
    try:
        with connections(rig.service, target.asgi) as served:
            return list(_Following(served, samples, rig, code, driver, headers_read).leftovers())
    except ImportError:
        raise NotExercised("uvicorn is not installed, and it takes a real server: pip install uvicorn") from None


class _Following:
    """Sends operations a long request of a caller, and one of nobody on the same connection."""

    def __init__(
        self,
        served: Connections,
        samples: Sequence[tuple[Operation, Valid]],
        rig: Rig,
        code: UserCode,
        driver: Driver,
        mentioned: tuple[str, ...],
    ) -> None:
        self._served, self._samples, self._code, self._driver = served, samples, code, driver
        self._mentioned = mentioned
        caller = rig.caller(False)
        self._identity = dict(caller.headers) if caller is not None else {}
        if caller is not None and caller.cookies:
            self._identity["cookie"] = "; ".join(f"{name}={value}" for name, value in caller.cookies.items())
        self._headers = dict(rig.config.headers)
        self._known: set[Place] = set()
        self._tried: set[Variable] = set()
        self._followed = 0

    def leftovers(self) -> Iterator[Leftover]:
        for operation, _ in self._samples:
            for level in ("identity", "usual"):
                visits = self._follow(operation, operation, level)
                if (visits and (visits[0].exchange.status or 500) < 400) or operation.method not in SAFE:
                    break
            left = [one for one in _left(visits) if visits[1].keeps(one) or one not in self._tried]
            if left:
                yield from self._convicted(operation, level, left)
        if not self._followed:
            raise NotExercised("no connection lasted for two requests")

    def _follow(self, first: Operation, second: Operation, level: str, faults: Sequence[Any] = ()) -> list[Visit]:
        long, short = self._long(first, level), self._short(second)
        visits = self._served.follow(long, short, faults=faults)
        self._followed += bool(visits)
        return visits

    def _long(self, operation: Operation, level: str) -> Request:
        """Return a request of a caller's with a long body: one that is refused where the operation reads it."""
        sample = self._driver.sample(operation).recipe
        reads = any(one.where in ("body", "form") for one in parameters(operation))
        recipe = sample if reads or operation.method in SAFE else self._driver.fresh(operation)
        made = (
            marks.marked(operation, recipe, level, 1, self._mentioned)
            .request()
            .with_headers({**self._headers, **self._identity})
        )
        media_type = made.header("content-type") or "application/json"
        return replace(made, body=_opening(media_type) + b"x" * PADDING).with_headers({"content-type": media_type})

    def _short(self, operation: Operation) -> Request:
        """Return a request of nobody's, without a body."""
        made = self._driver.sample(operation).recipe
        bare = made.having("header", {}).having("cookie", {}).request()
        return replace(bare, body=b"").without_headers("content-type").with_headers(self._headers)

    def _convicted(self, operation: Operation, level: str, left: list[Variable]) -> Iterator[Leftover]:
        """Yield what is left behind and seen again, and by which line."""
        setting = Setting(left, self._code.owns)
        visits = self._follow(operation, operation, level, [setting, Recorded(self._code.owns)])
        for variable in _left(visits):
            at = setting.place(variable, visits[1].entry[variable]) if variable in left else None
            if at is None or at in self._known:
                continue  # a library's own, or said before
            met = visits[1] if visits[1].keeps(variable) else self._read_by(operation, level, variable)
            if met is not None:
                self._known.add(at)
                how = f"a request without identity follows one to {operation} on its connection"
                yield Leftover(variable.name, at, Provoked(how, "follows", met.exchange, operation, "", setting))

    def _read_by(self, operation: Operation, level: str, variable: Variable) -> Visit | None:
        """Return a request to another operation that does not set a variable anew, and reads it."""
        self._tried.add(variable)
        others = [one for one, _ in self._samples if one != operation and one.method in SAFE]
        for other in others[:_READERS]:
            recorder = Recorded(self._code.owns)
            visits = self._follow(operation, other, level, [Recorded(self._code.owns), recorder])
            if variable in _left(visits) and visits[1].keeps(variable) and self._reads(recorder, variable):
                return visits[1]
        return None

    def _reads(self, recorder: Recorded, variable: Variable) -> bool:
        modules = user_modules(self._code.owns)
        names = {name for module in modules for name, value in vars(module).items() if value is variable}
        return any(_gets(code, names) for code in recorder.functions)


def _opening(media_type: str) -> bytes:
    """Return how a body begins that goes on and on and is never complete."""
    if media_type.startswith("multipart/"):
        return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="padding"\r\n\r\n'.encode()
    return b"padding=" if media_type.startswith("application/x-www") else b'{"padding": "'


def _left(visits: Sequence[Visit]) -> list[Variable]:
    """Return the variables that the second request found set, and the first did not, or not so."""
    if len(visits) < 2:
        return []
    first, second = visits[0].entry, visits[1].entry
    left = [name for name, value in second.items() if name not in first or first[name] is not value]
    # Nothing of a request's is in None, and nobody can tell whether it was set anew.
    return [one for one in left if one.name not in _HARMLESS and second[one] is not None]


def _gets(code: CodeType, names: set[str]) -> bool:
    """Return whether a function reads one of some context variables."""
    function = function_of(code)
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)] if function is not None else []
    gets = [one.func for one in calls if isinstance(one.func, ast.Attribute) and one.func.attr == "get"]
    return any(ast.unparse(one.value).rpartition(".")[2] in names for one in gets)


_DEPENDENCIES = ("requirements.txt", "requirements.in", "requirements/base.txt", "requirements/prod.txt")
_UVLOOP = re.compile(r"\buvloop\b|\buvicorn\[[^\]]*standard|\bfastapi\[[^\]]*(standard|all)", re.I)
_RESETS = re.compile(r"--reset-contextvars|UVICORN_RESET_CONTEXTVARS\W+(1|true)", re.I)
_COMMANDS = ("Dockerfile*", "docker/*", "deploy/*", "scripts/*", "Procfile*", "Makefile", "*.sh", "*.y*ml", "*.toml")
_READ = 100_000


@evidence
def served_as(target: Target, code: UserCode) -> Serving:
    """How the app is served, as far as its project says."""
    files = [Path(file) for file in user_files(code.owns)]
    own = [path for path in files if target.at is not None and path.parent == Path(target.at.path).parent]
    root = _root(Path(target.at.path).parent if target.at is not None else Path.cwd())
    commands = [path for pattern in _COMMANDS for path in sorted(root.glob(pattern)) if path.is_file()]
    lines = [line for path in commands for line in _content(path).splitlines() if not line.lstrip().startswith("#")]
    resets = any(map(_RESETS.search, lines)) or any(map(_runs_resetting, own))
    return Serving(any(_UVLOOP.search(line) for line in _declared(root)), resets)


def _runs_resetting(path: Path) -> bool:
    """Return whether a module runs uvicorn with fresh contexts for every request."""
    calls = [node for node in ast.walk(parsed(str(path))) if isinstance(node, ast.Call)]
    given = [one.value for call in calls for one in call.keywords if one.arg == "reset_contextvars"]
    return any(isinstance(value, ast.Constant) and value.value is True for value in given)


def _root(folder: Path) -> Path:
    """Return the nearest folder from the app's upwards that says what its project depends on."""
    near = [folder, *folder.parents][:6]
    return next(
        (one for one in near if any((one / name).is_file() for name in ("pyproject.toml", *_DEPENDENCIES))), folder
    )


def _declared(root: Path) -> Iterator[str]:
    """Yield what a project needs to run, as it is declared."""
    for name in _DEPENDENCIES:
        yield from (line.partition("#")[0] for line in _content(root / name).splitlines())
    try:
        project = tomllib.loads(_content(root / "pyproject.toml"))
    except tomllib.TOMLDecodeError:
        return
    yield from map(str, project.get("project", {}).get("dependencies", ()))
    for package, version in project.get("tool", {}).get("poetry", {}).get("dependencies", {}).items():
        extras = version.get("extras", ()) if isinstance(version, dict) else ()
        yield f"{package}[{','.join(map(str, extras))}]"


def _content(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")[:_READ] if path.is_file() else ""
    except OSError:
        return ""


EVIDENCE = (leftovers, served_as)
