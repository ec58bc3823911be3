"""Credentials that nobody gave out: made up, or those of a caller with something changed in them."""

from __future__ import annotations

import base64
import json
from binascii import Error
from collections.abc import Iterator
from typing import Any

_LATER = 4102444800  # the first second of 2100


def made_up(mark: str) -> Iterator[tuple[str, str]]:
    """Yield tokens that an app has to refuse, each with what it is: any text, and a JWT signed by somebody else."""
    yield "a made-up token", mark
    claims = {"sub": "1", "user_id": 1, "username": "admin", "email": f"{mark}@example.com", "exp": _LATER}
    yield "a JWT signed with another key", _jwt({"alg": "HS256", "typ": "JWT"}, claims, mark)


def altered(value: str) -> Iterator[tuple[str, str]]:
    """Yield the value of a header or a cookie with its token changed, each with what was changed."""
    scheme, space, token = value.rpartition(" ")
    if scheme.lower() == "basic":
        yield "another password", f"{scheme} {_other_password(token)}"
    elif (claims := _claims(token)) is not None:
        head, payload, signature = token.split(".")
        yield "a JWT with another signature", f"{scheme}{space}{head}.{payload}.{_changed(signature)}"
        yield "an unsigned JWT", f"{scheme}{space}{_jwt({'alg': 'none', 'typ': 'JWT'}, claims)}"
    else:
        yield "a token with a letter changed", f"{scheme}{space}{_changed(token)}"


def _changed(token: str) -> str:
    """Return a token with one letter or digit in its middle changed: the last may mean nothing in base64."""
    places = [index for index, letter in enumerate(token) if letter.isalnum()]
    if not places:
        return f"{token}x"
    index = places[len(places) // 2]
    return token[:index] + ("7" if token[index] != "7" else "3") + token[index + 1 :]


def _other_password(code: str) -> str:
    try:
        user = base64.b64decode(code).partition(b":")[0]
    except (Error, ValueError):
        user = b"nobody"
    return base64.b64encode(user + b":not-the-password-7").decode()


def _jwt(head: Any, claims: Any, key: str = "") -> str:
    return f"{_encoded(head)}.{_encoded(claims)}.{_coded(key.encode())}"


def _encoded(part: Any) -> str:
    return _coded(json.dumps(part).encode())


def _coded(text: bytes) -> str:
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def _claims(token: str) -> Any:
    """Return what a JWT says, None when it is none."""
    parts = token.split(".")
    try:
        return json.loads(base64.urlsafe_b64decode(parts[1] + "===")) if len(parts) == 3 else None
    except (Error, ValueError):
        return None
