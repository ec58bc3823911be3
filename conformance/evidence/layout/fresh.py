"""Evidence of what importing the app does, seen in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

from conformance.app.code import UserCode
from conformance.app.loading import Target
from conformance.check import evidence
from conformance.finding import NotExercised, Place
from conformance.observe import fresh_import
from conformance.rig import Rig

_LEAST = 120.0  # seconds: some take long to import, on a busy machine
Frame = tuple[str, int, str, str]


@dataclass(frozen=True)
class Fresh:
    """What a process wrote while it imported the app; `problem` says why it did not come to the end, or is ""."""

    records: tuple[Mapping[str, Any], ...]
    problem: str = ""


@dataclass(frozen=True)
class Effect:
    """Something that importing the app does to what is outside, on a line of the user's; `chain` led there."""

    message: str
    at: Place
    chain: tuple[Place, ...]


@dataclass(frozen=True)
class Deprecated:
    """A call of something that is deprecated, on a line of the user's."""

    message: str
    at: Place


@evidence
def fresh(target: Target, rig: Rig) -> Fresh:
    """The app imported in a process of its own, with the network closed."""
    module, _, attribute = target.spec.partition(":")
    given = {"path": sys.path, "argv": sys.argv, "module": module, "factory": _factory(target, module, attribute)}
    seconds = max(_LEAST, 6 * rig.config.deadline)
    with tempfile.TemporaryDirectory() as folder:
        return _ran(json.dumps(given).encode(), folder, seconds)


def _factory(target: Target, module: str, attribute: str) -> str:
    """Return the name of the factory that was called to have the app, "" when the target is the app itself."""
    name = attribute.removesuffix("()")
    found = reduce(lambda one, part: getattr(one, part, None), filter(None, name.split(".")), sys.modules.get(module))
    return name if name and found is not target.asgi else ""


def _ran(given: bytes, folder: str, seconds: float) -> Fresh:
    flags: list[str] = subprocess._args_from_interpreter_flags()  # type: ignore[attr-defined]
    command = [sys.executable, *flags, "-P", str(fresh_import.__file__)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**environment, "TMPDIR": folder},
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(given, timeout=seconds)
        return _fresh(said, "")
    except subprocess.TimeoutExpired as late:
        return _fresh(late.stdout or b"", f"the import had not ended after {seconds:g} s")
    finally:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _fresh(said: bytes, problem: str) -> Fresh:
    records = tuple(json.loads(line) for line in said.splitlines() if line.endswith(b"}"))
    ends = [one for one in records if "imported" in one]
    if not ends:
        return Fresh(records, problem or "the process ended during the import")
    return Fresh(records, str(ends[0]["problem"]))


def _completed(fresh: Fresh, found: bool) -> None:
    if fresh.problem and not found:
        raise NotExercised(f"the app could not be imported in a process of its own: {fresh.problem}")


@evidence
def import_effects(fresh: Fresh, code: UserCode) -> list[Effect]:
    """What the user's code does to what is outside while the app is imported, each line once."""
    over = {number for one in fresh.records for number in one.get("over", ())}
    found: dict[Place, Effect] = {}
    for record in fresh.records:
        if "effect" in record and record["number"] not in over and not _is_gone(record):
            effect = _effect(record, code)
            if effect is not None:
                found.setdefault(effect.at, effect)
    _completed(fresh, bool(found))
    return list(found.values())


def _is_gone(record: Mapping[str, Any]) -> bool:
    """Return whether a file was written to that is not there any more."""
    return record["effect"] == "opens for writing" and not os.path.exists(record["what"])


def _effect(record: Mapping[str, Any], code: UserCode) -> Effect | None:
    at = _own_line(record["stack"], code)
    if at is None:
        return None
    importing = [frame for frame in record["stack"] if frame[2] == "<module>" and code.owns(frame[0])]
    chain = tuple(Place(frame[0], frame[1]) for frame in reversed(importing))
    name = importing[0][3] if importing else Path(at.path).name
    return Effect(f"importing {name} {record['effect']} {record['what']}", at, chain)


def _own_line(stack: Iterable[Frame], code: UserCode) -> Place | None:
    """Return the user's innermost line, None when a library that is being imported is at work below it."""
    for path, line, function, module in stack:
        if code.owns(path):
            return Place(path, line)
        if function == "<module>" or module.startswith("importlib._bootstrap"):
            return None
    return None


@evidence
def deprecated_calls(fresh: Fresh, code: UserCode) -> list[Deprecated]:
    """What the user's code uses of FastAPI, Starlette and Pydantic that is deprecated, while the app is imported."""
    found: dict[Place, Deprecated] = {}
    for record in fresh.records:
        call = _deprecated(record, code) if "deprecated" in record else None
        if call is not None:
            found.setdefault(call.at, call)
    _completed(fresh, bool(found))
    return list(found.values())


_FRAMEWORK = frozenset({"fastapi", "starlette", "pydantic", "pydantic_settings"})
_BETWEEN = frozenset({"typing_extensions", "warnings", "abc", "functools", "contextlib", "typing"})


def _deprecated(record: Mapping[str, Any], code: UserCode) -> Deprecated | None:
    """Return a deprecated call that the user makes himself: what one library asks of another is not his."""
    about = record["about"]
    if record["stack"] and record["stack"][0][2] == "__get__":
        return None  # a field that the app itself calls deprecated
    for path, line, _, module in record["stack"]:
        package = module.partition(".")[0]
        if package in _BETWEEN:
            continue
        if code.owns(path):
            return Deprecated(_sentence(record["deprecated"]), Place(path, line)) if about in _FRAMEWORK else None
        about = about or package
        if package != about:
            return None
    return None


def _sentence(said: str) -> str:
    """Return the first line of a warning, without what is only a reference."""
    lines: Iterator[str] = (line.strip() for line in said.strip().splitlines())
    return next(filter(None, lines), "deprecated").partition(" Deprecated in ")[0].rstrip(".")


EVIDENCE = (fresh, import_effects, deprecated_calls)
