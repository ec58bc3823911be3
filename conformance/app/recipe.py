"""What a request carries, by place, before it is encoded: easy to change in one spot, then to send."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from urllib.parse import quote, urlencode

from conformance.app.exchange import Request
from conformance.app.naming import placeholder

Where = Literal["path", "query", "header", "cookie", "body", "form"]
MISSING: Any = type("Missing", (), {"__repr__": lambda _: "MISSING"})()
BOUNDARY = "conformance-4fd1c8a2e6"


@dataclass(frozen=True)
class File:
    """A file of a multipart form."""

    name: str = "file.txt"
    content: bytes = b"x"
    media_type: str = "text/plain"


@dataclass(frozen=True)
class Recipe:
    """The parts of one request.

    `path`, `query`, `headers`, `cookies` and `form` map names on the wire to a value, or a list of values
    sent under one name. `body` is the JSON value to send, MISSING when there is none; `form` is None unless
    the operation takes a form, whose values may be `File`s.
    """

    method: str
    template: str
    path: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, Any] = field(default_factory=dict)
    cookies: Mapping[str, Any] = field(default_factory=dict)
    form: Mapping[str, Any] | None = None
    body: Any = MISSING

    def part(self, where: Where) -> Any:
        """Return what is sent in one place."""
        return getattr(self, _FIELDS[where])

    def having(self, where: Where, value: Any) -> Recipe:
        """Return this recipe with all of one place replaced."""
        return replace(self, **{_FIELDS[where]: value})

    def at(self, where: Where, location: tuple[str | int, ...]) -> Any:
        """Return the value at a location, such as ("body", ("price",)); MISSING when it is not there."""
        value = self.part(where)
        for key in location:
            try:
                value = value[key]
            except (KeyError, IndexError, TypeError):
                return MISSING
        return value

    def put(self, where: Where, location: tuple[str | int, ...], value: Any) -> Recipe:
        """Return this recipe with the value at a location set, or left out when it is MISSING."""
        return self.having(where, _put(self.part(where), location, value))

    def leaves(self, where: Where) -> list[tuple[str | int, ...]]:
        """Return the locations of all scalars, empty lists and empty objects in one place."""
        part = self.part(where)
        return [] if part is None or part is MISSING else list(_leaves(part, ()))

    def request(self) -> Request:
        """Return the request this recipe makes."""
        headers = [(name.lower(), text) for name, value in self.headers.items() for text in texts(value)]
        if self.cookies:
            headers.append(("cookie", "; ".join(f"{name}={text_of(value)}" for name, value in self.cookies.items())))
        body, media_type = self._encoded()
        if media_type and not any(name == "content-type" for name, _ in headers):
            headers.append(("content-type", media_type))
        query = tuple((name, text) for name, value in self.query.items() for text in texts(value))
        return Request(self.method, self._path(), query, tuple(headers), body)

    def _path(self) -> str:
        path = self.template
        for name, value in self.path.items():
            path = path.replace(placeholder(name), quote(text_of(value), safe="", errors="surrogatepass"))
        return path

    def _encoded(self) -> tuple[bytes, str]:
        if self.form is not None:
            return encode_form(self.form)
        if self.body is MISSING:
            return b"", ""
        return encode_json(self.body), "application/json"


_FIELDS: dict[str, str] = {
    "path": "path",
    "query": "query",
    "header": "headers",
    "cookie": "cookies",
    "body": "body",
    "form": "form",
}


def encode_json(value: Any) -> bytes:
    """Return JSON as bytes; non-finite numbers as Python writes them, lone surrogates as escapes."""
    return json.dumps(value, separators=(",", ":")).encode()


def encode_form(form: Mapping[str, Any]) -> tuple[bytes, str]:
    """Return a form and its media type: multipart when it holds a file, else urlencoded."""
    pairs = [(name, item) for name, value in form.items() for item in (value if isinstance(value, list) else [value])]
    if not any(isinstance(item, File) for _, item in pairs):
        body = urlencode([(name, text_of(item)) for name, item in pairs], errors="surrogatepass")
        return body.encode("ascii"), "application/x-www-form-urlencoded"
    parts = b"".join(_part(name, item) for name, item in pairs)
    return parts + f"--{BOUNDARY}--\r\n".encode(), f"multipart/form-data; boundary={BOUNDARY}"


def _part(name: str, item: Any) -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'
    if not isinstance(item, File):
        return f"{head}\r\n\r\n{text_of(item)}\r\n".encode("utf-8", "surrogatepass")
    head += f'; filename="{item.name}"\r\nContent-Type: {item.media_type}\r\n\r\n'
    return head.encode() + item.content + b"\r\n"


def texts(value: Any) -> list[str]:
    """Return what is sent for a value: a text for each item of a list."""
    return [text_of(item) for item in value] if isinstance(value, list | tuple) else [text_of(value)]


def text_of(value: Any) -> str:
    """Return what is sent for a scalar where everything is text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return json.dumps(value)
    return "" if value is None else str(value)


def _put(value: Any, location: tuple[str | int, ...], new: Any) -> Any:
    if not location:
        return new
    key, rest = location[0], location[1:]
    if isinstance(value, list):
        index = int(key)
        items = [*value[:index], _put(value[index], rest, new), *value[index + 1 :]]
        return [item for item in items if item is not MISSING]
    changed = {**value, key: _put(value.get(key, {}) if rest else None, rest, new)}
    return {name: item for name, item in changed.items() if item is not MISSING}


def _leaves(value: Any, location: tuple[str | int, ...]) -> Any:
    if isinstance(value, Mapping) and value:
        for name, item in value.items():
            yield from _leaves(item, (*location, name))
    elif isinstance(value, list) and value:
        for index, item in enumerate(value):
            yield from _leaves(item, (*location, index))
    elif location or not isinstance(value, Mapping | list):
        yield location
