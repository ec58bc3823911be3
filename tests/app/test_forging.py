"""Credentials that nobody gave out are unlike those that somebody has, and of the same form."""

from __future__ import annotations

import base64

import jwt

from conformance.app.forging import altered, made_up

KEY = "a key of more than thirty-two letters"


def test_a_jwt_is_altered_in_its_signature_and_unsigned() -> None:
    token = jwt.encode({"sub": "ann"}, KEY, algorithm="HS256")
    forged = [value.removeprefix("Bearer ") for _, value in altered(f"Bearer {token}")]

    assert len(forged) == 2
    for one in forged:
        assert one != token
        assert jwt.decode(one, options={"verify_signature": False})["sub"] == "ann"
        assert not _is_valid(one)


def test_another_password_is_tried_for_the_same_name() -> None:
    code = base64.b64encode(b"ann:sesame").decode()
    [(_, forged)] = altered(f"Basic {code}")
    name, _, password = base64.b64decode(forged.removeprefix("Basic ")).partition(b":")

    assert name == b"ann"
    assert password != b"sesame"


def test_any_other_token_differs_in_one_letter() -> None:
    for token in ("token-of-ann", "7777", "-", "8d7f6a.5e.x"):
        [(_, forged)] = altered(token)
        assert forged != token


def test_what_is_made_up_holds_the_mark_or_claims_to_be_somebody() -> None:
    tokens = [token for _, token in made_up("a-mark")]

    assert tokens[0] == "a-mark"
    assert jwt.decode(tokens[1], options={"verify_signature": False})["username"] == "admin"


def _is_valid(token: str) -> bool:
    try:
        return bool(jwt.decode(token, KEY, algorithms=["HS256"]))
    except jwt.InvalidTokenError:
        return False
