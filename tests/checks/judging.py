"""Judging one app in this process: the pieces of a run without a pytest session around them."""

from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conformance import tree
from conformance.app.operations import Operation, operations
from conformance.check import Check, needs, options_of
from conformance.checks import CHECKS
from conformance.config import Config
from conformance.evidence import EVIDENCE
from conformance.finding import NotApplicable, NotExercised
from conformance.gathering import Gatherer
from conformance.rig import Hooks, Rig, Surroundings
from conformance.session import _user_code
from conformance.verdict import Outcome

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Judgement:
    """What one check says of one operation, or of the app; `places` are files below the root and their lines."""

    check: str
    subject: str
    verdict: Outcome
    reason: str = ""
    places: tuple[tuple[str | None, int | None], ...] = ()
    messages: tuple[str, ...] = ()


def judge(target: str, *names: str, **config: Any) -> list[Judgement]:
    """Load the app anew, run some checks or those of areas on it, by default all, and leave nothing of it behind."""
    checks = [check for check in CHECKS if not names or {check.area, check.id} & set(names)]
    with _forgotten(target.partition(".")[0]):
        surroundings = Surroundings(())
        try:
            return _judged(target, Config(target, **config), surroundings, checks)
        finally:
            surroundings.close()


def _judged(spec: str, config: Config, surroundings: Surroundings, checks: list[Check]) -> list[Judgement]:
    target = surroundings.load(spec, str(ROOT))
    found = operations(target.app)
    surroundings.code = _user_code(target, found)
    rig = Rig(target, found, config, surroundings, Hooks())
    given = {
        "target": target,
        "app": target.app,
        "operations": tuple(found),
        "rig": rig,
        "service": rig.service,
        "code": rig.code,
    }
    gatherer = Gatherer(EVIDENCE, given, [one for one in found if one.kind == "http"], rig.service.run)
    gatherer.want(checks)
    rig.start(remembers=any(check.area == "cache" for check in checks))
    try:
        return [one for check in checks for one in _of_check(check, found, gatherer, config)]
    finally:
        gatherer.close()
        rig.stop()


def _of_check(check: Check, found: list[Operation], gatherer: Gatherer, config: Config) -> Iterator[Judgement]:
    for subject, operation, function in tree.subjects(check, found, gatherer.asks_for_operation(needs(check.function))):
        try:
            given = options_of(function, config.options.get(check.id, {}))
            findings = list(function(*[gatherer.get(name, operation) for name in needs(function)], **given))
        except NotApplicable as reason:
            yield Judgement(check.id, subject, "not-applicable", str(reason))
        except NotExercised as reason:
            yield Judgement(check.id, subject, "not-exercised", str(reason))
        except Exception as error:
            yield Judgement(check.id, subject, "error", f"{type(error).__name__}: {error}")
        else:
            places = tuple(tree.relative(one.at, ROOT) for one in findings)
            messages = tuple(one.message for one in findings)
            yield Judgement(check.id, subject, "fails" if findings else "conforms", "", places, messages)


@contextmanager
def _forgotten(package: str) -> Iterator[None]:
    """Forget the modules of a package that are imported meanwhile, and what they did to loggers that all apps share."""
    known, loggers = set(sys.modules), [(one, _state(one)) for one in map(logging.getLogger, _SHARED)]
    importlib.invalidate_caches()
    try:
        yield
    finally:
        for name in [name for name in sys.modules if name not in known and name.partition(".")[0] == package]:
            del sys.modules[name]
        for logger, (handlers, filters, others) in loggers:
            logger.handlers[:], logger.filters[:] = handlers, filters
            vars(logger).update(others)
            logger.setLevel(logger.level)  # which forgets who was enabled for what
        if "structlog" in sys.modules:
            sys.modules["structlog"].reset_defaults()


_SHARED = (None, "uvicorn", "uvicorn.error", "uvicorn.access")


def _state(logger: logging.Logger) -> tuple[list[Any], list[Any], dict[str, Any]]:
    others = {name: vars(logger)[name] for name in ("level", "disabled", "propagate")}
    return list(logger.handlers), list(logger.filters), others
