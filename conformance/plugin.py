"""The pytest plugin: its options and hooks. Imports nothing heavy, so that it costs nothing where it is not used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conformance import hookspecs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conformance.check import Check, Evidence


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    pluginmanager.add_hookspecs(hookspecs)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("conformance", "checks of a FastAPI app")
    add = group.addoption
    add("--conformance", metavar="MODULE:ATTR", help="judge this FastAPI app; a factory is MODULE:factory()")
    add("--conformance-select", metavar="NAMES", action="append", default=[], help="only these areas or checks")
    add("--conformance-ignore", metavar="NAMES", action="append", default=[], help="all but these areas or checks")
    add("--conformance-strict", action="store_true", default=None, help="advice fails the run too")
    add("--conformance-json", metavar="FILE", help="write the verdicts to a JSON file")
    add("--conformance-header", metavar="'NAME: VALUE'", action="append", default=[], help="send this with every request")
    add("--conformance-deadline", metavar="SECONDS", type=float, help="how long an answer may take (default: 5)")
    add("--conformance-allow-host", metavar="HOST", action="append", default=[], help="let the app connect to this host")
    add("--conformance-list", action="store_true", help="list all checks and exit")
    add("--conformance-explain", metavar="ID", help="explain a check or an area and exit")
    parser.addini("conformance", "the FastAPI app to judge: MODULE:ATTR", default="")


def pytest_conformance_checks() -> Iterable[Check]:
    from conformance.checks import CHECKS

    return CHECKS


def pytest_conformance_evidence() -> Iterable[Evidence]:
    from conformance.evidence import EVIDENCE

    return EVIDENCE


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | None:
    if config.option.conformance_list or config.option.conformance_explain:
        from conformance.session import tell

        return tell(config)
    return None


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "conformance: a check of the app, added by --conformance")
    if config.option.help or config.option.version:
        return
    option, ini = config.option.conformance, config.getini("conformance")
    if option or ini or (config.rootpath / "pyproject.toml").exists() or _any_option(config):
        from conformance.session import configure

        configure(config, option, ini)


def _any_option(config: pytest.Config) -> bool:
    return bool(config.option.conformance_select or config.option.conformance_json or config.option.conformance_strict)
