"""The parameters of an operation as they are named on the wire, read from FastAPI's own description."""

from __future__ import annotations

import dataclasses
import functools
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from fastapi import UploadFile, params
from pydantic import SecretBytes, SecretStr
from pydantic.json_schema import GenerateJsonSchema
from starlette.datastructures import UploadFile as StarletteUploadFile

from conformance.app import framework
from conformance.app.operations import Operation
from conformance.app.recipe import MISSING, Recipe, Where
from conformance.app.same import Same
from conformance.app.schema import Node
from conformance.app.secret import is_secret_name

Location = tuple[str | int, ...]
Spot = tuple[Where, Location]


@dataclass(frozen=True)
class Parameter:
    """One value an operation takes, under its name on the wire.

    Members of parameter and form models are parameters of their own. `field` is FastAPI's ModelField,
    `container` the field of the model it belongs to, `schema` its JSON schema, with `$defs`.
    """

    name: str
    where: Where
    required: bool
    annotation: Any = dataclasses.field(compare=False, repr=False)
    schema: dict[str, Any] = dataclasses.field(compare=False, repr=False)
    field: Any = dataclasses.field(compare=False, repr=False)
    is_file: bool = False
    secret: bool = False
    container: Any = dataclasses.field(default=None, compare=False, repr=False)

    @property
    def node(self) -> Node:
        """The schema, ready to walk."""
        return Node.root(self.schema)

    @property
    def examples(self) -> list[Any]:
        """The values declared as examples on the parameter itself, in order."""
        info = self.field.field_info
        named = getattr(info, "openapi_examples", None) or {}
        single = getattr(info, "example", None)
        found = [example["value"] for example in named.values() if isinstance(example, dict) and "value" in example]
        found += list(info.examples or [])
        return found + ([single] if _is_plain(single) else [])


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float | bool | dict | list)


def parameters(operation: Operation) -> tuple[Parameter, ...]:
    """Return what an operation and its dependencies take; security schemes are not parameters."""
    return () if operation.dependant is None else _parameters(Same(operation.dependant))


@functools.lru_cache(maxsize=4096)
def _parameters(same: Same[Any]) -> tuple[Parameter, ...]:
    found: dict[tuple[str, str], Parameter] = {}
    for dependant in framework.flat_dependants(same.value):
        for parameter in _of(dependant):
            key = parameter.where, parameter.name
            if key not in found or (parameter.required and not found[key].required):
                found[key] = parameter
    return tuple(found.values())


_PLACES: tuple[tuple[str, Where], ...] = (
    ("path_params", "path"),
    ("query_params", "query"),
    ("header_params", "header"),
    ("cookie_params", "cookie"),
)


def _of(dependant: Any) -> Iterator[Parameter]:
    for attribute, where in _PLACES:
        for one in getattr(dependant, attribute):
            yield from _flattened(one, where, framework.param_model(one))
    for one in dependant.body_params:
        form = isinstance(one.field_info, params.Form)
        yield from _flattened(one, "form" if form else "body", framework.form_model(one))


def _flattened(one: Any, where: Where, model: Any) -> Iterator[Parameter]:
    if model is None:
        yield _parameter(one, where, schema_of(one), framework.wire_name(one))
        return
    converts = where == "header" and bool(getattr(one.field_info, "convert_underscores", True))
    node = next(iter(Node.root(schema_of(one)).alternatives()), Node.root({}))
    members = node.members()
    for member in framework.model_fields(model):
        schema = members.get(framework.wire_name(member)) or members.get(member.name)
        found = {**schema.schema, "$defs": schema.defs} if schema else schema_of(member)
        yield _parameter(member, where, found, framework.wire_name(member, converts=converts), one)


def _parameter(one: Any, where: Where, schema: dict[str, Any], name: str, container: Any = None) -> Parameter:
    annotation = one.field_info.annotation
    return Parameter(
        name=name,
        where=where,
        required=one.field_info.is_required() and (container is None or container.field_info.is_required()),
        annotation=annotation,
        schema=schema,
        field=one,
        is_file=where == "form" and (isinstance(one.field_info, params.File) or _mentions(annotation, _FILES)),
        secret=is_secret_name(name) or _mentions(annotation, (SecretStr, SecretBytes)),
        container=container,
    )


_FILES = (UploadFile, StarletteUploadFile)


def _mentions(annotation: Any, classes: tuple[type, ...]) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, classes):
        return True
    return any(_mentions(argument, classes) for argument in get_args(annotation))


class _Lenient(GenerateJsonSchema):
    """A schema for every type: what JSON schema cannot say is left open."""

    ignored_warning_kinds = frozenset({"skipped-choice", "non-serializable-default", "skipped-discriminator"})  # type: ignore[assignment]

    def handle_invalid_for_json_schema(self, schema: Any, error_info: str) -> dict[str, Any]:
        return {}


def schema_of(one: Any) -> dict[str, Any]:
    """Return the JSON schema of what a field accepts; empty when there is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return dict(one._type_adapter.json_schema(mode="validation", schema_generator=_Lenient))
        except Exception:
            return {}


def parts(operation: Operation) -> dict[Where, Node]:
    """Return one schema for each place a request carries values in, as a recipe holds them."""
    grouped: dict[Where, list[Parameter]] = {}
    for parameter in parameters(operation):
        grouped.setdefault(parameter.where, []).append(parameter)
    return {where: _part(operation, where, found) for where, found in grouped.items()}


def _part(operation: Operation, where: Where, found: list[Parameter]) -> Node:
    if where == "body" and not framework.embeds_body(operation.route):
        return found[0].node
    properties = {parameter.name: parameter.schema for parameter in found}
    required = [parameter.name for parameter in found if parameter.required]
    return Node.root({"type": "object", "properties": properties, "required": required})


def secret_locations(operation: Operation, recipe: Recipe) -> list[tuple[Where, Location]]:
    """Return where a recipe carries, or could carry as a further member, something that must stay secret."""
    found: list[tuple[Where, Location]] = []
    for where, node in parts(operation).items():
        found += [(where, location) for location in _secrets(node, recipe.part(where), ())]
    return found


def _secrets(node: Node, value: Any, location: Location) -> Iterator[Location]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _secrets(node.below(index, value), item, (*location, index))
    elif isinstance(value, dict) or (value is None and not location):
        here = value or {}
        known = node.at(here).members()
        for name in dict.fromkeys([*known, *here]):
            child = known.get(name) or node.below(name, here)
            yield from _secret_member(child, name, here.get(name, MISSING), (*location, name))


def _secret_member(node: Node, name: str, value: Any, location: Location) -> Iterator[Location]:
    if isinstance(value, dict | list):
        yield from _secrets(node, value, location)
    elif node.is_secret() or (is_secret_name(name) and node.is_text_or_number()):
        yield location
