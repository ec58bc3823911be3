"""Evidence of who reads the metrics: dashboards of Grafana and rules of Prometheus in the project."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conformance.app import project
from conformance.app.loading import Target
from conformance.check import evidence
from conformance.finding import Place

_ASKING = re.compile(r"^\s*label_values\(\s*(?P<selector>.+?)\s*,\s*(?P<label>\w+)\s*\)\s*$", re.DOTALL)
_ENDINGS = (".json", ".yml", ".yaml")
_TESTS = re.compile(r"(^|/)(tests?/|test_[^/]*$|conftest\.py$)")


@dataclass(frozen=True)
class Query:
    """A query in a file of the project; `rule` says that Prometheus runs it, `label` which label it lists."""

    text: str
    at: Place
    rule: bool = False
    label: str = ""


@dataclass(frozen=True)
class Reading:
    """One file: its queries, and the names it gives to what it records."""

    path: Path
    queries: tuple[Query, ...]
    recorded: frozenset[str] = frozenset()


class Project:
    """The project of the app: what in it asks for metrics, and what its sources name."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def readings(self, folders: Sequence[str]) -> list[Reading]:
        """Return the dashboards and rules below some folders. Raises ImportError without PyYAML for rules."""
        paths = dict.fromkeys(path for one in folders for path in project.files(self.root / one, *_ENDINGS))
        found = [_read(path) for path in paths]
        return [one for one in found if one is not None and one.queries]

    def names(self, name: str) -> bool:
        """Return whether a source, tests aside, has a text that is a name, with or without its usual suffix."""
        quoted = [f"{mark}{one}{mark}" for one in (name, base_of(name)) for mark in "\"'"]
        return any(text in source for source in self._sources() for text in quoted)

    def _sources(self) -> list[str]:
        if not hasattr(self, "_texts"):
            paths = [one for one in project.files(self.root, ".py") if not _is_test(one.relative_to(self.root))]
            self._texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
        return self._texts


def base_of(name: str) -> str:
    """Return the name of a metric without what tells its parts and kinds apart."""
    return re.sub(r"_(total|bucket|count|sum|created|info)$", "", name)


def _is_test(path: Path) -> bool:
    return _TESTS.search(path.as_posix()) is not None


@evidence
def own_project(target: Target) -> Project:
    """The project the app belongs to."""
    module = sys.modules.get(target.spec.partition(":")[0])
    return Project(project.folder(str(getattr(module, "__file__", None) or Path.cwd() / "app.py")))


def _read(path: Path) -> Reading | None:
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".json":
        return Reading(path, tuple(_of_dashboard(path, text))) if '"panels"' in text or '"rows"' in text else None
    return _of_rules(path, text) if "expr:" in text and "rules:" in text else None


def _of_dashboard(path: Path, text: str) -> Iterator[Query]:
    try:
        data = json.loads(text)
    except ValueError:
        return
    inner = data.get("dashboard", data) if isinstance(data, dict) else None
    if not isinstance(inner, dict) or not {"panels", "rows"} & inner.keys():
        return
    for expression in _expressions(inner, None):
        yield Query(expression, _line_of(path, text, json.dumps(expression)[1:-1]))
    templating = inner.get("templating")
    for variable in templating.get("list", ()) if isinstance(templating, dict) else ():
        asked = variable.get("query") if isinstance(variable, dict) else None
        asked = asked.get("query") if isinstance(asked, dict) else asked
        match = _ASKING.match(asked) if isinstance(asked, str) and _is_prometheus(variable.get("datasource")) else None
        if match is not None:
            yield Query(match["selector"], _line_of(path, text, json.dumps(asked)[1:-1]), label=match["label"])


def _expressions(part: Any, source: Any) -> Iterator[str]:
    """Yield the queries below a part of a dashboard that go to Prometheus."""
    if isinstance(part, list):
        for one in part:
            yield from _expressions(one, source)
    elif isinstance(part, dict):
        source = part.get("datasource") or source
        asked = part.get("expr")
        if isinstance(asked, str) and asked.strip() and _is_prometheus(source):
            yield asked
        for one in part.values():
            if isinstance(one, dict | list):
                yield from _expressions(one, source)


def _is_prometheus(source: Any) -> bool:
    """Return whether a source of data is Prometheus, or is not said to be another."""
    kind = source.get("type", "") if isinstance(source, dict) else str(source or "")
    return not kind or "prom" in kind.lower() or "$" in kind or "mimir" in kind.lower() or not isinstance(source, dict)


def _of_rules(path: Path, text: str) -> Reading | None:
    import yaml

    try:
        documents = [one for one in yaml.safe_load_all(text) if isinstance(one, dict)]
    except yaml.YAMLError:
        return None  # a template, of which nobody here knows what becomes of it
    rules = [rule for one in documents for rule in _rules(one.get("spec", one))]
    own = [rule for rule in rules if {"alert", "record"} & rule.keys()]
    asked = [(str(rule["expr"]), True) for rule in own if "expr" in rule]
    asked += [(one, False) for rule in rules for one in _expressions(rule.get("data"), None)]  # as Grafana keeps alerts
    queries = tuple(
        Query(one, _line_of(path, text, one.strip().splitlines()[0]), rule) for one, rule in asked if one.strip()
    )
    return Reading(path, queries, frozenset(str(rule["record"]) for rule in own if "record" in rule))


def _rules(document: Any) -> Iterator[dict[str, Any]]:
    groups = document.get("groups") if isinstance(document, dict) else None
    for group in groups if isinstance(groups, list) else ():
        for rule in (group.get("rules") or ()) if isinstance(group, dict) else ():
            if isinstance(rule, dict):
                yield rule


def _line_of(path: Path, text: str, part: str) -> Place:
    number = next((number for number, line in enumerate(text.splitlines(), 1) if part in line), 1)
    return Place(str(path), number)


EVIDENCE = (own_project,)
