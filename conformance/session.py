"""One pytest session with a suite in it: what is configured, the hooks around the items, and the reports."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest

import conformance
from conformance import catalogue as catalogues
from conformance import config as configs
from conformance import conftests, contributed, tree
from conformance.app.code import UserCode
from conformance.app.lifespan import StartError
from conformance.app.loading import Target, TargetError, describe
from conformance.app.login import LoginError
from conformance.app.operations import Operation, operations
from conformance.check import Check, needs
from conformance.config import Config, ConfigError, Options
from conformance.finding import Place
from conformance.gathering import Gatherer, validated
from conformance.masking import masked, secrets_of
from conformance.report import json as json_report
from conformance.report import terminal
from conformance.report.file import NotWritten
from conformance.rig import Rig, Surroundings
from conformance.tree import CheckItem, Suite
from conformance.verdict import OperationRecord, Run, Verdict, merge

T = TypeVar("T")
Wrapper = Generator[None, T, T]

NAME = "conformance-session"


def tell(config: pytest.Config) -> int:
    """Print the list of checks, or what one of them is about."""
    conftests.load(config)
    try:
        checks = contributed.checks(config)
        name = config.option.conformance_explain
        print(catalogues.listing(checks) if config.option.conformance_list else catalogues.explanation(checks, name))
    except ConfigError as error:
        raise pytest.UsageError(str(error)) from None
    return 0


def configure(config: pytest.Config) -> None:
    """Prepare the run of the target that is named somewhere. Raises pytest.UsageError."""
    settings = _settings(config)
    conftests.load(config)
    try:
        session = Session(config, settings)
    except (ConfigError, TargetError) as error:
        raise pytest.UsageError(str(error)) from None
    config.pluginmanager.register(session, NAME)


def _settings(config: pytest.Config) -> Config:
    source = config.rootpath / "pyproject.toml"
    try:
        settings = configs.parse(configs.read(source), _options(config), source if source.exists() else None)
        if settings.target is None:
            settings.raise_mistakes()
            raise pytest.UsageError("no app to judge: give --conformance=MODULE:ATTR, such as shop.main:app")
        return settings
    except ConfigError as error:
        raise pytest.UsageError(str(error)) from None


def _options(config: pytest.Config) -> Options:
    option = config.option
    return Options(
        target=option.conformance or config.getini("conformance") or None,
        select=_words(option.conformance_select),
        ignore=_words(option.conformance_ignore),
        strict=option.conformance_strict,
        json=option.conformance_json,
        headers=tuple(dict.fromkeys(option.conformance_header)),
        deadline=option.conformance_deadline,
        allow_hosts=_words(option.conformance_allow_host),
        redis=option.conformance_redis,
    )


def _words(given: Iterable[str]) -> tuple[str, ...]:
    """Return the words of an option; pytest-xdist hands its workers each of them twice."""
    words = (word.strip() for text in given for word in text.split(","))
    return tuple(dict.fromkeys(filter(None, words)))


@contextmanager
def captured(config: pytest.Config) -> Iterator[None]:
    """While entered, what the app prints is caught as it is while an item runs, and dropped."""
    capture = config.pluginmanager.getplugin("capturemanager")
    if capture is None:
        yield
        return
    capture.resume_global_capture()
    try:
        yield
    finally:
        capture.suspend_global_capture(in_=False)
        capture.read_global_capture()


class Session:
    """The suite of one pytest run, from the app it loads to what is shown at the end."""

    def __init__(self, config: pytest.Config, settings: Config) -> None:
        self.pytest, self.config = config, settings
        self.verdicts: list[Verdict] = []
        self.records: list[OperationRecord] = []
        self.failure = ""
        self.notes: list[str] = []
        self.began = time.perf_counter()
        self._started = False
        self.surroundings = Surroundings(settings.allow_hosts, settings.redis)
        try:
            self._require_redis()
            self._prepare()
        except BaseException:
            self.surroundings.close()
            raise

    def _require_redis(self) -> None:
        """Raise ConfigError when the Redis server that the user names does not answer."""
        try:
            self.surroundings.redis.require()
        except ConnectionError as error:
            key = f"{configs.OPTION}redis" if self.pytest.option.conformance_redis else "redis"
            raise ConfigError([f"{key}: {self.config.redis} does not answer: {error}"], self.config.source) from None

    def _prepare(self) -> None:
        assert self.config.target is not None
        self.target: Target = self.surroundings.load(self.config.target, str(self.pytest.invocation_params.dir))
        self.operations = operations(self.target.app)
        self.surroundings.code = _user_code(self.target, self.operations)
        self.checks = contributed.checks(self.pytest)
        hooks = contributed.hooks(self.pytest)
        self.rig = Rig(self.target, self.operations, self.config, self.surroundings, hooks)
        self.gatherer = self._gatherer()
        self._validate()
        self.selected = configs.selected(self.checks, self.config)
        self.gatherer.want(self.selected)
        self.wanted = self._take_arguments()

    def _gatherer(self) -> Gatherer:
        given = {
            "target": self.target,
            "app": self.target.app,
            "operations": tuple(self.operations),
            "rig": self.rig,
            "service": self.rig.service,
            "code": self.rig.code,
        }
        evidence = contributed.evidence(self.pytest, given)
        http = [operation for operation in self.operations if operation.kind == "http"]
        return Gatherer(evidence, given, http, self.rig.service.run)

    def _validate(self) -> None:
        validated(self.gatherer, self.checks.values())
        ids = [operation.id for operation in self.operations]
        configs.against(self.config, self.checks, ids, today=date.today(), subjects_of=self._subject_names)
        self.json = self.pytest.invocation_params.dir / self.config.json if self.config.json else None
        if self.json:
            _check_json_path(self.json)

    # The tree

    def subjects(self, check: Check) -> Iterator[tuple[str, Operation | None, Callable[..., Any]]]:
        """Yield the items of a check."""
        per_operation = self.gatherer.asks_for_operation(needs(check.function))
        return tree.subjects(check, self.operations, per_operation)

    def _subject_names(self, check: Check) -> list[str]:
        return [name for name, _, _ in self.subjects(check)]

    def _take_arguments(self) -> list[str]:
        """Keep the node ids of the suite to ourselves, and return them; without other paths the suite runs alone."""
        spec = self.target.spec
        # Below the rootdir, pytest shows ids as if they were relative to the folder it is called in.
        shown = Path(os.path.relpath(self.pytest.rootpath / spec, self.pytest.invocation_params.dir)).as_posix()
        own = {arg: name for arg in self.pytest.args for name in (spec, shown) if _under(arg, name)}
        wanted = [spec + arg.removeprefix(name) for arg, name in own.items()]
        missing = [node for node in wanted if node not in self._nodes()]
        if missing:
            raise pytest.UsageError(f"not found: {', '.join(missing)}; --collect-only lists what there is")
        given = self.pytest.args_source == pytest.Config.ArgsSource.ARGS
        if not _is_controller(self.pytest):
            alone = bool(self.pytest.option.conformance) and not given
            self.pytest.args[:] = [] if alone else [arg for arg in self.pytest.args if arg not in own]
        return wanted

    def _nodes(self) -> Iterator[str]:
        yield self.target.spec
        for check in self.selected:
            node = f"{self.target.spec}::{check.id}"
            yield node
            yield from (f"{node}::{subject}" for subject in self._subject_names(check))

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Wrapper[pytest.CollectReport]:
        report = yield
        if isinstance(collector, pytest.Session) and not any(isinstance(node, Suite) for node in report.result):
            suite = Suite.from_parent(collector, name=self.target.spec, nodeid=self.target.spec)
            suite.run = self
            report.result.append(suite)
        return report

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        if not self.wanted:
            return
        others = [item for item in items if isinstance(item, CheckItem) and not self._wants(item)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if not isinstance(item, CheckItem) or self._wants(item)]

    def _wants(self, item: pytest.Item) -> bool:
        return any(_under(item.nodeid, id) for id in self.wanted)

    # Running

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> None:
        if not self._judges(session):
            return
        self.began = time.perf_counter()
        try:
            with captured(session.config):
                self.rig.start(remembers=any(check.area == "cache" for check in self.selected))
            self._started = True
        except (StartError, LoginError) as error:
            self._fail(_said(error))
        except (Exception, pytest.fail.Exception, pytest.skip.Exception) as error:
            self._fail(f"a conftest hook failed: {describe(error)}")

    def _judges(self, session: pytest.Session) -> bool:
        option = session.config.option
        stopped = session.testsfailed and not option.continue_on_collection_errors
        return not (stopped or option.collectonly) and any(isinstance(item, CheckItem) for item in session.items)

    def _fail(self, message: str) -> None:
        self.failure = f"{self.target.spec}: {message}"
        if not hasattr(self.pytest, "workeroutput"):
            raise pytest.UsageError(self.failure)

    def ready(self) -> None:
        """Raise when the app could not be started."""
        if self.failure:
            raise StartError(self.failure)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Wrapper[Any]:
        report = yield
        if not isinstance(item, CheckItem):
            return report
        item.seconds += call.duration
        report.conformance_failure = self.failure
        if call.when == "call" or (call.when == "setup" and not report.passed):
            if call.when == "setup" and report.failed and call.excinfo:
                # pytest words this itself, with the frames of pytest and all.
                report.longrepr = item.repr_failure(call.excinfo)
            report.conformance = item.verdict().to_dict()
            if self.pytest.getoption("verbose", 0) <= 0:
                report.sections = []
        return report

    def pytest_report_teststatus(self, report: Any) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
        data = getattr(report, "conformance", None)
        if data and report.when == "call" and report.passed and data["verdict"] == "fails":
            return "advice", "a", ("ADVICE", {"yellow": True})
        if data and data["verdict"] == "waived":
            return "waived", "w", ("WAIVED", {"yellow": True})
        return None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: Any) -> None:
        self.failure = self.failure or getattr(report, "conformance_failure", "")
        if self.failure and _is_controller(self.pytest):
            raise pytest.UsageError(self.failure)
        data = getattr(report, "conformance", None)
        if data:
            self.verdicts.append(Verdict.from_dict(data))

    # The end

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        output = getattr(node, "workeroutput", {}).get(NAME)
        if output:
            self.records += [OperationRecord(**record) for record in output["operations"]]
            self.notes += output["notes"]

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self._started:
            self._stop()
        self.seconds = time.perf_counter() - self.began
        output = getattr(self.pytest, "workeroutput", None)
        if output is not None:
            records = [record.__dict__ for record in self.records]
            output[NAME] = {"operations": records, "notes": self.notes}
        elif self.json and self.verdicts and not self.failure:
            self._write(self.json, session)

    def _stop(self) -> None:
        self._started = False
        try:
            self.records += self._recorded()
            self.gatherer.close()
        except Exception as error:
            self.notes.append(f"evidence could not be given back: {describe(error)}")
        finally:
            self.notes += filter(None, [self.rig.stop()])

    def _write(self, path: Path, session: pytest.Session) -> None:
        try:
            json_report.write(self.run(), path)
        except NotWritten as error:
            self.notes.append(str(error))
            session.exitstatus = pytest.ExitCode.USAGE_ERROR

    def pytest_unconfigure(self) -> None:
        self.surroundings.close()

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self.failure or not self.verdicts:
            return
        run = self.run()
        if self.pytest.getoption("verbose", 0) < 0:
            terminalreporter.write_line(terminal.quiet(run))
            return
        terminalreporter.section("conformance")
        for line, markup in terminal.summary(run, full=self.pytest.option.verbose > 0):
            terminalreporter.write_line(line, **markup)
        for note in dict.fromkeys(self.notes):
            terminalreporter.write_line(f"Note: {note}", yellow=True)

    def run(self) -> Run:
        """Return everything the reports need."""
        return Run(
            target=self.target.spec,
            seconds=self.seconds,
            environment=_environment(),
            operations=merge([*self.records, *self._unasked()]),
            verdicts=tuple(sorted(self.verdicts, key=lambda verdict: verdict.node)),
            strict=self.config.strict,
        )

    def _recorded(self) -> Iterator[OperationRecord]:
        for operation in self.operations:
            path, line = self.relative(operation.at)
            exercised, status, reason = self.rig.driver.outcome(operation)
            yield OperationRecord(operation.id, exercised, status, self.masked(reason), path, line)

    def _unasked(self) -> Iterator[OperationRecord]:
        for operation in self.operations:
            path, line = self.relative(operation.at)
            yield OperationRecord(operation.id, False, None, "", path, line)

    def masked(self, text: str) -> str:
        """Return a text as it may be shown: without what the user gave us to be let in with, or canaries of ours."""
        login = self.config.login.password if self.config.login is not None else ""
        callers = [*self.config.callers, *getattr(self.rig, "callers", ())]
        return masked(text, secrets_of(self.config.headers.items(), callers, login))

    def relative(self, place: Place | None) -> tuple[str | None, int | None]:
        """Return a place as the reports show it."""
        return tree.relative(place, self.pytest.rootpath)


def _user_code(target: Target, operations: list[Operation]) -> UserCode:
    return UserCode([target.package, *_serving(operations)])


def _serving(operations: list[Operation]) -> list[str]:
    """Return the packages most of the endpoints live in: a target may be a few lines around an installed app."""
    packages = [str(getattr(o.endpoint, "__module__", "")).partition(".")[0] for o in operations]
    counts = {name: packages.count(name) for name in packages}
    return [name for name, number in counts.items() if number * 3 > len(packages) and number > 1]


def _under(node: str, wanted: str) -> bool:
    return node == wanted or node.startswith(f"{wanted}::")


def _is_controller(config: pytest.Config) -> bool:
    """Return whether pytest-xdist runs the items elsewhere."""
    return not hasattr(config, "workerinput") and getattr(config.option, "dist", "no") != "no"


def _said(error: Exception) -> str:
    return f"the app failed to start: {error}" if isinstance(error, StartError) else str(error)


def _check_json_path(path: Path) -> None:
    if path.is_dir() or not path.parent.is_dir():
        why = "is a folder" if path.is_dir() else f"cannot be written: there is no folder {path.parent}"
        raise ConfigError([f"--conformance-json: {str(path)!r} {why}"])
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise ConfigError([f"--conformance-json: {str(path)!r} cannot be written: permission denied"])


def _environment() -> dict[str, str]:
    versions = {name: importlib.metadata.version(name) for name in ("fastapi", "starlette", "pydantic", "pytest")}
    return {
        "conformance": conformance.__version__,
        "python": platform.python_version(),
        **versions,
        "platform": sys.platform,
    }
