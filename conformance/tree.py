"""The suite as pytest sees it: Suite > CheckCollector > CheckItem."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from _pytest._code.code import ExceptionChainRepr, ReprEntryNative, ReprFileLocation, ReprTraceback

from conformance.app.operations import Operation
from conformance.check import Check, Level, needs, options_of
from conformance.config import waiver_for
from conformance.finding import Finding, NotApplicable, NotExercised, Place
from conformance.report import terminal
from conformance.report.file import encodable
from conformance.verdict import Outcome, Seen, Verdict
from conformance.waivers import Waiver

if TYPE_CHECKING:
    from conformance.session import Session

APP = "app"


class Nonconformance(Exception):
    """A check found something, or its waiver is no longer needed."""


class Suite(pytest.Collector):
    """An app under test."""

    run: Session

    def collect(self) -> Iterable[CheckCollector]:
        for check in self.run.selected:
            yield CheckCollector.from_parent(self, name=check.id, check=check)


class CheckCollector(pytest.Collector):
    """One check: an item for each operation it judges, one for the app, or both."""

    def __init__(self, *, check: Check, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.check = check

    def collect(self) -> Iterator[CheckItem]:
        run = self.parent.run  # type: ignore[union-attr]
        for subject, operation, function in run.subjects(self.check):
            yield CheckItem.from_parent(
                self, name=subject, run=run, check=self.check, operation=operation, function=function
            )


class CheckItem(pytest.Item):
    """One check of one operation, or of the app as a whole."""

    def __init__(
        self, *, run: Session, check: Check, operation: Operation | None, function: Callable[..., Any], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.run, self.check, self.operation, self.function = run, check, operation, function
        self.waiver: Waiver | None = waiver_for(run.config, check.id, self.name)
        self.findings: tuple[Finding, ...] = ()
        self.outcome: Outcome = "error"
        self.reason = ""
        self.seconds = 0.0
        self.add_marker("conformance")
        self.user_properties.append(("conformance", check.id))

    def setup(self) -> None:
        with self._answered(), _quiet():
            self.run.ready()
            self.evidence = [self.run.gatherer.get(name, self.operation) for name in needs(self.function)]

    def runtest(self) -> None:
        given = options_of(self.function, self.run.config.options.get(self.check.id, {}))
        with self._answered(), _quiet():
            self.findings = _findings(self.check, self.function(*self.evidence, **given))
        if self.findings and self.waiver is not None and not self.config.getoption("runxfail", False):
            self.outcome, self.reason = "waived", self.waiver.reason
            pytest.xfail(f"waived: {self.waiver.reason}")
        self.outcome = "fails" if self.findings or self.waiver is not None else "conforms"
        if self.waiver is not None and not self.findings:
            self.reason = f"the waiver ({self.waiver.reason}) is no longer needed: remove it"
        if self.outcome == "fails" and not self._is_advice():
            raise Nonconformance

    def _is_advice(self) -> bool:
        return bool(self.findings) and self._level() == "should" and not self.run.config.strict

    def _level(self) -> Level:
        """Return the level of the check, or `should` where all that was found only advises."""
        advises = bool(self.findings) and all(one.advice for one in self.findings)
        return "should" if advises else self.check.level

    def _answered(self) -> _Answered:
        return _Answered(self)

    def verdict(self) -> Verdict:
        """Return what is known of this item once it has run."""
        return Verdict(
            node=self.nodeid,
            check=self.check.id,
            area=self.check.area,
            level=self._level(),
            subject=self.name,
            verdict=self.outcome,
            reason=encodable(self.run.masked(self.reason)),
            seconds=self.seconds,
            statement=self.check.statement,
            findings=tuple(map(self._seen, self.findings)),
        )

    def _seen(self, finding: Finding) -> Seen:
        path, line = self.run.relative(finding.at)
        texts = map(self.run.masked, (finding.message, finding.seen, finding.repeat))
        message, seen, repeat = map(encodable, texts)
        return Seen(message, path, line, seen, repeat, finding.operations)

    def add_report_section(self, when: str, key: str, content: str) -> None:
        super().add_report_section(when, key, self.run.masked(content))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, Nonconformance):
            verdict = self.verdict()
            first = verdict.findings[0].message if verdict.findings else verdict.reason
            return _block(terminal.failure(verdict, self.run.target.spec), first)
        if isinstance(excinfo.value, pytest.xfail.Exception):
            return super().repr_failure(excinfo, style)
        self.reason = encodable(self.run.masked(f"{excinfo.typename}: {excinfo.value}"))
        if self.config.getoption("tbstyle", "") == "long" or self.config.getoption("verbose", 0) > 1:
            return super().repr_failure(excinfo, style)
        last = excinfo.traceback[-1]
        path, line = self.run.relative(Place(str(last.path), last.lineno + 1))
        return _block(f"{self.reason}\n  at {path}:{line}; --tb=long shows the way there", self.reason)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        place = (self.operation.at if self.operation is not None else self.run.target.at) or _place(self.function)
        return Path(place.path), place.line - 1, f"{self.check.id}: {self.name}"


def _block(text: str, message: str) -> ExceptionChainRepr:
    """Return a text as pytest's own report of a failure: on CI it repeats the message, which is one line then."""
    entries = ReprTraceback([ReprEntryNative([f"{text}\n"])], None, "native")
    crash = ReprFileLocation("", 0, " ".join(message.split()))
    return ExceptionChainRepr([(entries, crash, None)])


@contextmanager
def _quiet() -> Iterator[None]:
    """While entered, warnings of the app are dropped: they are about the requests we made up."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


class _Answered:
    """Turns what evidence and checks raise to say that there is no verdict into pytest's skip."""

    def __init__(self, item: CheckItem) -> None:
        self._item = item

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, NotApplicable | NotExercised):
            applies = isinstance(error, NotExercised)
            self._item.outcome = "not-exercised" if applies else "not-applicable"
            self._item.reason = str(error)
            said = "not exercised" if applies else "not applicable"
            pytest.skip(f"{said}: {self._item.run.masked(str(error))}")


def _findings(check: Check, returned: object) -> tuple[Finding, ...]:
    if not isinstance(returned, Iterable):
        raise TypeError(f"{check.id} returned a {type(returned).__name__}; yield findings, or return a list of them")
    findings = tuple(returned)
    for one in findings:
        if not isinstance(one, Finding):
            raise TypeError(f"{check.id} found a {type(one).__name__}; yield Finding(...)")
    return findings


def _place(function: Callable[..., Any]) -> Place:
    return Place(inspect.getfile(function), function.__code__.co_firstlineno)


def subjects(
    check: Check, operations: Iterable[Operation], per_operation: bool
) -> Iterator[tuple[str, Operation | None, Callable[..., Any]]]:
    """Yield what a check judges: the name of the item, its operation if it has one, and the function to call."""
    if not per_operation:
        yield APP, None, check.function
        return
    if check.app_function is not None:
        yield APP, None, check.app_function
    for operation in operations:
        if operation.kind == "http":
            yield operation.id, operation, check.function


def relative(place: Place | None, rootpath: Path) -> tuple[str | None, int | None]:
    """Return a place as path and line, the path relative to the rootdir where it lies below it."""
    if place is None:
        return None, None
    path = Path(place.path)
    return (path.relative_to(rootpath).as_posix() if path.is_relative_to(rootpath) else str(path)), place.line
