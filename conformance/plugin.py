"""The pytest plugin: its options and hooks. Imports nothing heavy, so that it costs nothing where it is not used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conformance import hookspecs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

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
    add(
        "--conformance-header",
        metavar="'NAME: VALUE'",
        action="append",
        default=[],
        help="send this with every request",
    )
    add("--conformance-deadline", metavar="SECONDS", type=float, help="how long an answer may take (default: 5)")
    add(
        "--conformance-allow-host", metavar="HOST", action="append", default=[], help="let the app connect to this host"
    )
    add("--conformance-redis", metavar="URL", help="lead the app's Redis clients to this server, not to one of our own")
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
    named = config.option.conformance or config.getini("conformance")
    if named or _asked(config) or _speaks(_table(config.rootpath / "pyproject.toml")):
        from conformance.session import configure

        configure(config)


def _asked(config: pytest.Config) -> bool:
    names = ("select", "ignore", "strict", "json", "header", "deadline", "allow_host", "redis")
    return any(getattr(config.option, f"conformance_{name}") for name in names)


def _table(pyproject: Path) -> object:
    """Return `[tool.conformance]`; a file that is not TOML is left to those who need it."""
    try:
        text = pyproject.read_text(encoding="utf-8")
        if "conformance" not in text:
            return None
        import tomllib

        tool = tomllib.loads(text).get("tool")
    except (OSError, ValueError):
        return None
    return tool.get("conformance") if isinstance(tool, dict) else None


def _speaks(table: object) -> bool:
    """Return whether the table names an app to judge, or has mistakes to hear about."""
    if not isinstance(table, dict):
        return table is not None
    if not table or "target" in table:
        return bool(table)
    from conformance.config import Options, parse

    return bool(parse(table, Options()).mistakes)
