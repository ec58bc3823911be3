"""Values worth trying because a validator mentions them: its constants, the sets it looks in, its patterns."""

from __future__ import annotations

import dataclasses
import enum
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import CodeType, FunctionType
from typing import Any, get_args

from conformance.app.functions import underlying
from conformance.app.patterns import matching


@dataclass(frozen=True)
class Mined:
    """What the validators of an annotation mention, in an order that never changes."""

    texts: tuple[str, ...] = ()
    numbers: tuple[int | float, ...] = ()


def mined(annotation: Any, metadata: Any = ()) -> Mined:
    """Return the constants in all validators an annotation reaches."""
    constants: dict[tuple[str, Any], Any] = {}
    for function in _validators(annotation, metadata, set()):
        for constant in _constants(function, set()):
            constants.setdefault((type(constant).__name__, constant), constant)
    texts = [constant for constant in constants.values() if isinstance(constant, str) and len(constant) < 200]
    numbers = [
        constant
        for constant in constants.values()
        if isinstance(constant, int | float) and not isinstance(constant, bool)
    ]
    return Mined(tuple(dict.fromkeys(_variants(texts, numbers))), tuple(dict.fromkeys(_around(numbers))))


def is_validated(annotation: Any, metadata: Any = ()) -> bool:
    """Return whether an annotation reaches a validator of the user's."""
    return next(_validators(annotation, metadata, set()), None) is not None


def _around(numbers: list[int | float]) -> Iterator[int | float]:
    for number in numbers:
        yield from (number, number + 1, number - 1)


def _variants(texts: list[str], numbers: list[int | float]) -> Iterator[str]:
    shapes = [matching(text) for text in texts if re.search(r"[\\\[\]^$+*?]", text)]
    yield from (shape for shape in shapes if shape)
    short = [text for text in texts if len(text) < 60][:40]
    yield from short
    for text in short:
        if len(text) < 12:
            yield from (f"{text}1", f"1{text}", f"a{text}b", f"1{text}1", f"{text}abc", f"{text}12345678", f"ABC{text}")
    for number in numbers:
        if isinstance(number, int) and 1 < number <= 200:
            yield from ("x" * number, "1" * number, "A" * number, "ab1" * number)


def _validators(annotation: Any, metadata: Any, seen: set[int]) -> Iterator[Any]:
    for item in metadata:
        yield from _of_item(item, seen)
    if id(annotation) in seen:
        return
    seen.add(id(annotation))
    for item in (*getattr(annotation, "__metadata__", ()), *get_args(annotation)):
        yield from _of_item(item, seen)
    if isinstance(annotation, type):
        yield from _of_class(annotation, seen)


def _of_item(item: Any, seen: set[int]) -> Iterator[Any]:
    function = getattr(item, "func", None)
    if function is not None:
        yield function
    discriminator = getattr(item, "discriminator", None)
    if callable(discriminator):
        yield discriminator
    if function is None and not isinstance(item, str | int | float):
        yield from _validators(item, getattr(item, "metadata", ()) if hasattr(item, "annotation") else (), seen)


def _of_class(cls: type, seen: set[int]) -> Iterator[Any]:
    if cls.__module__.partition(".")[0] in (
        "builtins",
        "pydantic",
        "typing",
        "fastapi",
        "starlette",
        "datetime",
        "decimal",
        "uuid",
    ):
        return
    decorators = getattr(cls, "__pydantic_decorators__", None)
    for group in ("field_validators", "model_validators", "validators", "root_validators"):
        for decorator in getattr(decorators, group, {}).values():
            yield decorator.func
    if decorators is None or dataclasses.is_dataclass(cls):
        yield from (
            value for value in vars(cls).values() if isinstance(value, FunctionType | classmethod | staticmethod)
        )
    for member in _members(cls):
        yield from _validators(getattr(member, "annotation", member), getattr(member, "metadata", ()), seen)


def _members(cls: type) -> list[Any]:
    fields = getattr(cls, "__pydantic_fields__", None) or getattr(cls, "model_fields", None)
    if isinstance(fields, Mapping):
        return list(fields.values())
    found: Mapping[str, Any] = getattr(cls, "__annotations__", {})
    return [one for one in found.values() if not isinstance(one, str)]


def _constants(function: Any, seen: set[int], depth: int = 0) -> Iterator[Any]:
    """Yield the constants of a function, of what it looks up in its module, and of functions it calls there."""
    function = underlying(getattr(function, "__func__", function))
    code = getattr(function, "__code__", None)
    if code is None or id(code) in seen or depth > 3:
        return
    seen.add(id(code))
    yield from _of_code(code)
    for value in _looked_up(function, code):
        if isinstance(value, FunctionType):
            yield from _constants(value, seen, depth + 1) if value.__module__ == function.__module__ else ()
        else:
            yield from _flat(value)


def _looked_up(function: Any, code: CodeType) -> Iterator[Any]:
    names = [name for one in _codes(code) for name in one.co_names]
    found = function.__globals__
    yield from (found[name] for name in names if name in found)
    for cell in function.__closure__ or ():
        try:
            yield cell.cell_contents
        except ValueError:
            continue


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _of_code(code: CodeType) -> Iterator[Any]:
    for one in _codes(code):
        documentation = one.co_consts[0] if one.co_consts else None
        for constant in one.co_consts:
            if not (constant is documentation and isinstance(constant, str) and " " in constant):
                yield from _flat(constant)


def _flat(value: Any) -> Iterator[Any]:
    if isinstance(value, str | int | float):
        yield value
    elif isinstance(value, re.Pattern):
        yield value.pattern
    elif isinstance(value, type) and issubclass(value, enum.Enum):
        yield from (member.value for member in value if isinstance(member.value, str | int | float))
    elif isinstance(value, set | frozenset):
        yield from sorted(
            (one for one in value if isinstance(one, str | int | float)), key=lambda one: (str(type(one)), str(one))
        )[:40]
    elif isinstance(value, list | tuple | Mapping):
        for item in list(value)[:40]:
            yield from _flat(item)
