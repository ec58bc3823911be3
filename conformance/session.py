"""One pytest session with a suite in it: what is configured, the hooks around the items, and the reports."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

import conformance
from conformance import catalogue as catalogues
from conformance import config as configs
from conformance import conftests, tree
from conformance.app.code import UserCode
from conformance.app.exchange import Request
from conformance.app.lifespan import StartError
from conformance.app.loading import Target, TargetError
from conformance.app.login import LoginError
from conformance.app.operations import Operation, operations
from conformance.check import Check, needs
from conformance.config import Config, ConfigError, Options
from conformance.finding import Place
from conformance.gathering import Gatherer, validated
from conformance.report import json as json_report
from conformance.report import terminal
from conformance.rig import Hooks, Rig, Surroundings
from conformance.tree import CheckItem, Suite
from conformance.verdict import OperationRecord, Run, Verdict, merge

NAME = "conformance-session"


def tell(config: pytest.Config) -> int:
    """Print the list of checks, or what one of them is about."""
    checks = _catalogue(config)
    if config.option.conformance_list:
        print(catalogues.listing(checks))
        return 0
    try:
        print(catalogues.explanation(checks, config.option.conformance_explain))
    except ConfigError as error:
        raise pytest.UsageError(str(error)) from None
    return 0


def _catalogue(config: pytest.Config) -> dict[str, Check]:
    try:
        return catalogues.catalogue(config.hook.pytest_conformance_checks(config=config))
    except ConfigError as error:
        raise pytest.UsageError(str(error)) from None


def configure(config: pytest.Config, option: str | None, ini: str) -> None:
    """Prepare the run when a target is named anywhere. Raises pytest.UsageError."""
    settings = _settings(config, option or ini or None)
    if settings.target is None:
        settings.raise_mistakes() if _asked(config) else None
        if _asked(config):
            raise pytest.UsageError("no app to judge: give --conformance=MODULE:ATTR, such as shop.main:app")
        return
    conftests.load(config)
    try:
        session = Session(config, settings)
    except (ConfigError, TargetError) as error:
        raise pytest.UsageError(str(error)) from None
    session.take_arguments(alone=bool(option))
    config.pluginmanager.register(session, NAME)


def _asked(config: pytest.Config) -> bool:
    names = ("select", "ignore", "strict", "json", "header", "deadline", "allow_host")
    return any(getattr(config.option, f"conformance_{name}") for name in names)


def _settings(config: pytest.Config, target: str | None) -> Config:
    source = config.rootpath / "pyproject.toml"
    option = config.option
    options = Options(
        target=target,
        select=_words(option.conformance_select),
        ignore=_words(option.conformance_ignore),
        strict=option.conformance_strict,
        json=option.conformance_json,
        headers=tuple(option.conformance_header),
        deadline=option.conformance_deadline,
        allow_hosts=_words(option.conformance_allow_host),
    )
    try:
        return configs.parse(configs.read(source), options, source if source.exists() else None)
    except ConfigError as error:
        if target is None and not _asked(config):
            # pytest itself has said what is wrong with the file, where it reads it.
            return Config()
        raise pytest.UsageError(str(error)) from None


def _words(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.strip() for text in given for word in text.split(",") if word.strip())


class Session:
    """The suite of one pytest run, from the app it loads to what is shown at the end."""

    def __init__(self, config: pytest.Config, settings: Config) -> None:
        self.pytest, self.config = config, settings
        self.wanted: list[str] = []
        self.verdicts: list[Verdict] = []
        self.records: list[OperationRecord] = []
        self.failure = ""
        self.notes: list[str] = []
        self.began = time.perf_counter()
        self._rig: Rig | None = None
        self._started = False
        self._prepare()

    def _prepare(self) -> None:
        assert self.config.target is not None
        self.surroundings = Surroundings(self.config.allow_hosts)
        try:
            self.target: Target = self.surroundings.load(self.config.target, str(self.pytest.invocation_params.dir))
            self.operations = operations(self.target.app)
            self.surroundings.code = _user_code(self.target, self.operations)
            self.checks = _catalogue(self.pytest)
            self.rig = Rig(self.target, self.operations, self.config, self.surroundings, self._hooks())
            self.gatherer = self._gatherer()
            validated(self.gatherer, self.checks.values())
            ids = [operation.id for operation in self.operations]
            configs.against(self.config, self.checks, ids, today=date.today(), subjects_of=self._subject_names)
            self.selected = configs.selected(self.checks, self.config)
            _check_json_path(self.config.json)
        except BaseException:
            self.surroundings.close()
            raise

    def _gatherer(self) -> Gatherer:
        hook = self.pytest.hook.pytest_conformance_evidence
        given = {
            "target": self.target,
            "app": self.target.app,
            "operations": tuple(self.operations),
            "rig": self.rig,
            "service": self.rig.service,
            "code": self.rig.code,
        }
        http = [operation for operation in self.operations if operation.kind == "http"]
        return Gatherer(chain(*hook(config=self.pytest)), given, http, self.rig.service.run)

    def _hooks(self) -> Hooks:
        return Hooks(
            callers=self._implementations("pytest_conformance_callers"),
            seed=self._implementations("pytest_conformance_seed"),
            change=self._change,
        )

    def _implementations(self, name: str) -> tuple[Callable[[Any], Any], ...]:
        found = getattr(self.pytest.hook, name).get_hookimpls()
        return tuple(_bound(one.function, one.argnames, self.pytest) for one in found)

    def _change(self, request: Request, operation: Operation | None) -> Request:
        hook = self.pytest.hook.pytest_conformance_request
        if not hook.get_hookimpls():
            return request
        changed = hook(config=self.pytest, request=request, operation=operation)
        return changed if isinstance(changed, Request) else request

    # The tree

    def subjects(self, check: Check) -> Iterator[tuple[str, Operation | None, Callable[..., Any]]]:
        """Yield the items of a check."""
        per_operation = self.gatherer.asks_for_operation(needs(check.function))
        return tree.subjects(check, self.operations, per_operation)

    def _subject_names(self, check: Check) -> list[str]:
        return [name for name, _, _ in self.subjects(check)]

    def take_arguments(self, *, alone: bool) -> None:
        """Keep the node ids of the suite to ourselves; without other paths the suite runs alone."""
        spec = self.target.spec
        self.wanted = [arg for arg in self.pytest.args if arg == spec or arg.startswith(f"{spec}::")]
        if _is_controller(self.pytest):
            return
        given = self.pytest.args_source == pytest.Config.ArgsSource.ARGS
        self.pytest.args[:] = [a for a in self.pytest.args if a not in self.wanted] if given or not alone else []

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Iterator[None]:
        report: Any = yield
        if isinstance(collector, pytest.Session) and not any(isinstance(node, Suite) for node in report.result):
            suite = Suite.from_parent(collector, name=self.target.spec, nodeid=self.target.spec)
            suite.run = self
            report.result.append(suite)
        return report

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        if not self.wanted:
            return
        kept = [item for item in items if not isinstance(item, CheckItem) or self._wants(item)]
        missing = [id for id in self.wanted if not any(_under(item.nodeid, id) for item in kept)]
        if missing:
            raise pytest.UsageError(f"not found: {', '.join(missing)}; --collect-only lists what there is")
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept

    def _wants(self, item: pytest.Item) -> bool:
        return any(_under(item.nodeid, id) for id in self.wanted)

    # Running

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> None:
        judged = any(isinstance(item, CheckItem) for item in session.items)
        if not judged or session.config.option.collectonly or session.testsfailed:
            return
        self.began = time.perf_counter()
        try:
            self.rig.start()
            self._started = True
        except (StartError, LoginError) as error:
            self._fail(f"{self.target.spec}: {_said(error)}")
        except Exception as error:
            self._fail(f"{self.target.spec}: a conftest hook failed: {type(error).__name__}: {error}")

    def _fail(self, message: str) -> None:
        self.failure = message
        if not hasattr(self.pytest, "workeroutput"):
            raise pytest.UsageError(message)

    def ready(self) -> None:
        """Raise when the app could not be started."""
        if self.failure:
            raise StartError(self.failure)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
        report: Any = yield
        if isinstance(item, CheckItem) and (call.when == "call" or (call.when == "setup" and not report.passed)):
            report.conformance = item.verdict(call.duration).to_dict()
            if self.pytest.option.verbose <= 0:
                report.sections = []
        return report

    def pytest_report_teststatus(self, report: Any) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
        data = getattr(report, "conformance", None)
        if data and report.when == "call" and report.passed and data["verdict"] == "fails":
            return "advice", "a", ("ADVICE", {"yellow": True})
        if data and data["verdict"] == "waived":
            return "waived", "w", ("WAIVED", {"yellow": True})
        return None

    def pytest_runtest_logreport(self, report: Any) -> None:
        data = getattr(report, "conformance", None)
        if data:
            self.verdicts.append(Verdict.from_dict(data))

    # The end

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        output = getattr(node, "workeroutput", {}).get(NAME)
        if output:
            self.records += [OperationRecord(**record) for record in output["operations"]]
            self.failure = self.failure or output["failure"]
            self.notes += output["notes"]

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self._started:
            self.records += self._recorded()
            self.gatherer.close()
            problem = self.rig.stop()
            if problem:
                self.notes.append(problem)
        self.seconds = time.perf_counter() - self.began
        output = getattr(self.pytest, "workeroutput", None)
        if output is not None:
            records = [record.__dict__ for record in self.records]
            output[NAME] = {"operations": records, "failure": self.failure, "notes": self.notes}
            return
        self._conclude(session)

    def _conclude(self, session: pytest.Session) -> None:
        if self.failure:
            session.exitstatus = pytest.ExitCode.USAGE_ERROR
            return
        if self.config.json and (self.verdicts or self._started):
            try:
                json_report.write(self.run(), Path(self.config.json))
            except OSError as error:
                self.failure = f"--conformance-json: {error}"
                session.exitstatus = pytest.ExitCode.USAGE_ERROR

    def pytest_unconfigure(self) -> None:
        self.surroundings.close()

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self.failure and _is_controller(self.pytest):
            terminalreporter.write_line(f"ERROR: {self.failure}", red=True, bold=True)
        if self.failure or not self.verdicts:
            return
        run = self.run()
        if self.pytest.option.verbose < 0:
            terminalreporter.write_line(terminal.quiet(run))
            return
        terminalreporter.section("conformance")
        for line, markup in terminal.summary(run):
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
            yield OperationRecord(operation.id, exercised, status, reason, path, line)

    def _unasked(self) -> Iterator[OperationRecord]:
        for operation in self.operations:
            path, line = self.relative(operation.at)
            yield OperationRecord(operation.id, False, None, "", path, line)

    def relative(self, place: Place | None) -> tuple[str | None, int | None]:
        """Return a place as the reports show it."""
        return tree.relative(place, self.pytest.rootpath)


def _bound(function: Callable[..., Any], names: tuple[str, ...], config: pytest.Config) -> Callable[[Any], Any]:
    import inspect

    def taking(client: Any) -> dict[str, Any]:
        known = {"config": config, "client": client}
        return {name: known[name] for name in names}

    if inspect.iscoroutinefunction(function):

        async def asynchronous(client: Any) -> Any:
            return await function(**taking(client))

        return asynchronous
    return lambda client: function(**taking(client))


def _user_code(target: Target, operations: list[Operation]) -> UserCode:
    return UserCode([target.package, *_serving(operations)])


def _serving(operations: list[Operation]) -> list[str]:
    """Return the packages most of the endpoints live in: a target may be a few lines around an installed app."""
    packages = [str(getattr(o.endpoint, "__module__", "")).partition(".")[0] for o in operations]
    return [name for name in dict.fromkeys(packages) if packages.count(name) * 3 > len(packages)]


def _under(node: str, wanted: str) -> bool:
    return node == wanted or node.startswith(f"{wanted}::")


def _is_controller(config: pytest.Config) -> bool:
    """Return whether pytest-xdist runs the items elsewhere."""
    return not hasattr(config, "workerinput") and getattr(config.option, "dist", "no") != "no"


def _said(error: Exception) -> str:
    return f"the app failed to start: {error}" if isinstance(error, StartError) else str(error)


def _check_json_path(json: str | None) -> None:
    if json is None:
        return
    path = Path(json)
    if path.is_dir() or not path.parent.is_dir():
        why = "is a folder" if path.is_dir() else f"cannot be written: there is no folder {path.parent}"
        raise ConfigError([f"--conformance-json: {json!r} {why}"])
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise ConfigError([f"--conformance-json: {json!r} cannot be written: permission denied"])


def _environment() -> dict[str, str]:
    versions = {name: importlib.metadata.version(name) for name in ("fastapi", "starlette", "pydantic", "pytest")}
    return {"conformance": conformance.__version__, "python": platform.python_version(), **versions, "platform": sys.platform}
