"""What a query in PromQL names: metrics, and the labels it wants them to have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_CHILDREN = ("lhs", "rhs", "expr", "param", "vector_selector")
_VARIABLE = r"\$(?:\w+|\{[^}]*\})"
_GLUED = re.compile(r"[\w:]\$|\$\{[^}]*\}[\w:]")
_RENAMING = ("label_replace", "label_join")


@dataclass(frozen=True)
class Wanted:
    """Metrics of which one at least is to have some labels; `introduced` are those that the query itself adds."""

    metrics: frozenset[str]
    labels: frozenset[str]
    introduced: frozenset[str] = frozenset()


def parse(query: str) -> Any:
    """Return a query as promql-parser sees it. Raises ValueError for what is no PromQL, ImportError without it."""
    import promql_parser

    return promql_parser.parse(query)


def filled(query: str) -> str | None:
    """Return a query with Grafana's variables filled in, None where one is part of a name."""
    outside = re.sub(r"\"[^\"]*\"|'[^']*'", '""', query)
    if "[[" in outside or _GLUED.search(re.sub(r"\[[^\]]*\]", "", outside)):
        return None
    spans = re.sub(r"\[[^\]]*\]", lambda found: re.sub(_VARIABLE, "5m", found[0]), query)
    parts = re.split(r"(\"[^\"]*\"|'[^']*')", spans)
    return "".join(part if number % 2 else re.sub(_VARIABLE, "1", part) for number, part in enumerate(parts))


def metrics(expression: Any) -> set[str]:
    """Return the names of the metrics a query asks for; what it picks by a pattern is left out."""
    return {name for selector in _nodes(expression, "VectorSelector") if (name := _name(selector))}


def wanted(expression: Any) -> Iterator[Wanted]:
    """Yield which labels a query wants which metrics to have: of matchers, and of what it groups by."""
    for selector in _nodes(expression, "VectorSelector"):
        name = _name(selector)
        labels = {one.name for one in selector.matchers.matchers if _requires(one)} - {"__name__"}
        if name and labels:
            yield Wanted(frozenset({name}), frozenset(labels))
    for grouping in _nodes(expression, "AggregateExpr"):
        modifier = grouping.modifier
        if modifier is not None and str(modifier.type).endswith("By"):
            inner = [_name(one) for one in _nodes(grouping.expr, "VectorSelector")]
            if all(inner):
                yield Wanted(frozenset(filter(None, inner)), frozenset(modifier.labels), _introduced(grouping.expr))


def _requires(matcher: Any) -> bool:
    """Return whether a matcher finds nothing where there is no such label."""
    operator = str(matcher.op).rpartition(".")[2]
    if operator == "Equal":
        return bool(matcher.value)
    try:
        return operator == "Re" and not re.fullmatch(matcher.value, "")
    except re.error:
        return False


def _introduced(expression: Any) -> frozenset[str]:
    calls = [one for one in _nodes(expression, "Call") if one.func.name in _RENAMING]
    made = {one.args[1].val for one in calls}
    counted = [one.param.val for one in _nodes(expression, "AggregateExpr") if hasattr(one.param, "val")]
    return frozenset(str(one) for one in (*made, *counted))


def _name(selector: Any) -> str | None:
    named = (
        one.value for one in selector.matchers.matchers if one.name == "__name__" and str(one.op).endswith(".Equal")
    )
    return selector.name or next(named, None)


def _nodes(expression: Any, kind: str) -> Iterator[Any]:
    if expression is None:
        return
    if type(expression).__name__ == kind:
        yield expression
    for child in (*(getattr(expression, name, None) for name in _CHILDREN), *(getattr(expression, "args", None) or ())):
        yield from _nodes(child, kind)
