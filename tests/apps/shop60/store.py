"""Everything the shop knows, in memory."""

import hashlib
import itertools
import secrets
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4


def hash_password(password: str, salt: str = "") -> str:
    salt = salt or secrets.token_hex(8)
    return f"{salt}${hashlib.pbkdf2_hmac('sha256', password.encode(), salt.encode(), 1000).hex()}"


def check_password(password: str, hashed: str) -> bool:
    return secrets.compare_digest(hash_password(password, hashed.split("$")[0]), hashed)


counters: dict[str, Iterator[int]] = {}


def next_id(table: str) -> int:
    return next(counters.setdefault(table, itertools.count(100)))


Row = dict[str, Any]

users: dict[int, Row] = {
    1: {"id": 1, "username": "alice", "email": "alice@shop.example", "password": hash_password("wonderland-7")}
}
tokens: dict[str, int] = {}
teams: dict[int, Row] = {}
members: dict[int, dict[int, Row]] = {}
categories: dict[str, Row] = {}
products: dict[UUID, Row] = {}
variants: dict[UUID, dict[int, Row]] = {}
prices: dict[tuple[UUID, str], Row] = {}
reviews: dict[UUID, list[Row]] = {}
carts: dict[UUID, Row] = {}
orders: dict[int, Row] = {}
coupons: dict[str, Row] = {}
addresses: dict[int, Row] = {}
uploads: dict[str, Row] = {}
webhooks: dict[UUID, Row] = {}
notifications: dict[int, Row] = {}
settings: dict[str, Any] = {"currency": "EUR"}
tags: dict[str, Row] = {}


def new_uuid() -> UUID:
    return uuid4()
