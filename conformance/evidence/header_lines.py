"""Which line sets a header of an answer."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from types import CodeType

from conformance.app.code import UserCode
from conformance.app.functions import code_behind
from conformance.app.operations import Operation
from conformance.app.protected import function_of
from conformance.evidence.lines import saying
from conformance.finding import Place


class HeaderLines:
    """Finds the line that sets a header: in what the operation runs, else in what is no operation's own."""

    def __init__(self, operations: list[Operation], functions: Iterable[CodeType], code: UserCode) -> None:
        self._functions, self._code = functions, code
        self._endpoints = [one for one in (code_behind(operation.endpoint) for operation in operations) if one]

    def of(self, name: str) -> Place | None:
        """Return the line that mentions a header, named in lower case."""
        run = [place for function in self._functions for place in _in_function(function, name)]
        return next(iter(run or self._elsewhere(name)), None)

    def _elsewhere(self, name: str) -> list[Place]:
        own = {place for function in self._endpoints for place in _in_function(function, name)}
        return [place for place in saying(self._code, name) if place not in own]


def _in_function(function: CodeType, name: str) -> Iterator[Place]:
    for node in ast.walk(function_of(function) or ast.Module([], [])):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.lower() == name:
            yield Place(function.co_filename, node.lineno)
