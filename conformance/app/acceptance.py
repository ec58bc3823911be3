"""What FastAPI would refuse in a recipe, found without sending it: FastAPI's own validation is asked."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from starlette.datastructures import FormData, Headers, QueryParams, UploadFile

from conformance.app import framework
from conformance.app.operations import Operation
from conformance.app.parameters import Location, parameters
from conformance.app.recipe import MISSING, File, Recipe, Where, encode_json, text_of, texts


class Refusal(NamedTuple):
    """One reason why a recipe is refused; `type` is pydantic's, or "exception" when a validator broke."""

    where: Where
    location: Location
    type: str
    message: str


def accepts(operation: Operation, recipe: Recipe) -> list[Refusal]:
    """Return why FastAPI would refuse a recipe with 422; nothing when it takes it."""
    found = list(_unroutable(operation, recipe))
    if operation.dependant is None:
        return found
    received = _Received(operation, recipe)
    for dependant in framework.flat_dependants(operation.dependant):
        found += received.refused(dependant)
    return list(dict.fromkeys(found))


def accepts_bytes(operation: Operation, recipe: Recipe, body: bytes) -> list[Refusal]:
    """Return why FastAPI would refuse a recipe whose body is sent as bytes that are not JSON."""
    received = _Received(operation, recipe, body)
    return [one for dependant in framework.flat_dependants(operation.dependant) for one in received.refused(dependant)]


def _unroutable(operation: Operation, recipe: Recipe) -> Iterator[Refusal]:
    for name, convertor in _convertors(operation).items():
        if name in recipe.path and not re.fullmatch(convertor.regex, text_of(recipe.path[name])):
            yield Refusal("path", (name,), "convertor", f"not matched by {convertor.regex}")


def _convertors(operation: Operation) -> Mapping[str, Any]:
    return getattr(operation.route, "param_convertors", None) or {}


class _Received:
    """A recipe as FastAPI reads it from a request."""

    def __init__(self, operation: Operation, recipe: Recipe, raw: bytes | None = None) -> None:
        self.operation, self.recipe, self.raw = operation, recipe, raw
        self.embed = framework.embeds_body(operation.route)

    def refused(self, dependant: Any) -> Iterator[Refusal]:
        for where, fields, read in (
            ("path", dependant.path_params, self._path),
            ("query", dependant.query_params, self._query),
            ("header", dependant.header_params, self._headers),
            ("cookie", dependant.cookie_params, self._cookies),
        ):
            if fields:
                yield from self._asked(where, lambda: framework.refused_params(fields, read()))  # noqa: B023 - used at once
        if dependant.body_params:
            where = "body" if self.recipe.form is None else "form"
            yield from self._asked(
                where, lambda: framework.refused_body(dependant.body_params, self._body(), self.embed)
            )

    def _asked(self, where: Any, ask: Any) -> list[Refusal]:
        try:
            errors = ask()
        except Exception as error:
            return [Refusal(where, (), "exception", f"{type(error).__name__}: {error}")]
        return [self._refusal(where, error) for error in errors]

    def _refusal(self, where: Where, error: Mapping[str, Any]) -> Refusal:
        location = tuple(error["loc"])[1:]
        if where == "header" and location:
            location = (self._header_name(str(location[0])), *location[1:])
        missing = error["type"] in ("missing", "missing_argument", "missing_keyword_only_argument")
        found = _located(self.recipe.part(where), location, missing)
        return Refusal(where, found, str(error["type"]), str(error["msg"]))

    def _header_name(self, alias: str) -> str:
        plain = _folded(alias)
        names = [one.name for one in parameters(self.operation) if one.where == "header"] + list(self.recipe.headers)
        return next((name for name in names if _folded(name) == plain), alias)

    def _path(self) -> dict[str, Any]:
        convertors = _convertors(self.operation)
        return {name: self._converted(convertors.get(name), text_of(value)) for name, value in self.recipe.path.items()}

    @staticmethod
    def _converted(convertor: Any, text: str) -> Any:
        return convertor.convert(text) if convertor and re.fullmatch(convertor.regex, text) else text

    def _query(self) -> QueryParams:
        return QueryParams([(name, text) for name, value in self.recipe.query.items() for text in texts(value)])

    def _headers(self) -> Headers:
        pairs = [(name, text) for name, value in self.recipe.headers.items() for text in texts(value)]
        return Headers(raw=[(name.lower().encode(), text.encode("utf-8", "surrogatepass")) for name, text in pairs])

    def _cookies(self) -> dict[str, str]:
        return {name: text_of(value) for name, value in self.recipe.cookies.items()}

    def _body(self) -> Any:
        if self.raw is not None:
            return self.raw
        if self.recipe.form is not None:
            return FormData([(name, _form_item(item)) for name, item in _pairs(self.recipe.form)])
        return framework.NO_BODY if self.recipe.body is MISSING else json.loads(encode_json(self.recipe.body))


def _folded(name: str) -> str:
    return name.lower().replace("_", "-")


def _pairs(form: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in form.items():
        for item in value if isinstance(value, list) else [value]:
            yield name, item


def _form_item(item: Any) -> Any:
    if not isinstance(item, File):
        return text_of(item)
    headers = Headers({"content-type": item.media_type})
    return UploadFile(io.BytesIO(item.content), size=len(item.content), filename=item.name, headers=headers)


def _located(value: Any, location: Location, missing: bool) -> Location:
    """Return the part of pydantic's location that is a place in the value: names of union members left out."""
    found: Location = ()
    for number, key in enumerate(location):
        inside = _inside(value, key)
        if inside is not MISSING or (missing and number == len(location) - 1):
            found = (*found, key)
            value = inside
    return found


def _inside(value: Any, key: Any) -> Any:
    known = key in value if isinstance(value, Mapping) else isinstance(value, list) and key in range(len(value))
    return value[key] if known else MISSING
