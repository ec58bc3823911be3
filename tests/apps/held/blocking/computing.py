"""Computing for long, in Python and in C."""

import copy
import csv
import difflib
import hashlib
import io
import json
import pickle
import random
import re
import zlib
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter

router = APIRouter()


@router.get("/python")
async def python(rounds: int = 4_500_000) -> int:
    total = 0
    for number in range(rounds):  # blocks: python
        total += number % 7  # blocks: python
    return total


@router.get("/recursion")
async def recursion() -> int:
    return _fibonacci(31)


def _fibonacci(number: int) -> int:  # blocks: recursion
    if number < 2:  # blocks: recursion
        return number  # blocks: recursion
    return _fibonacci(number - 1) + _fibonacci(number - 2)  # blocks: recursion


@router.get("/comprehension")
async def comprehension() -> int:
    return len([square for square in _squares(2_500_000) if square])  # blocks: comprehension


def _squares(count: int) -> Iterator[int]:  # blocks: comprehension
    for number in range(count):  # blocks: comprehension
        yield number * number  # blocks: comprehension


@router.get("/many-short-helpers")
async def many_short_helpers() -> int:
    return sum(_weigh(str(number)) for number in range(1_000_000))  # blocks: many-short-helpers


def _weigh(text: str) -> int:  # blocks: many-short-helpers
    return len(_clean(text))  # blocks: many-short-helpers


def _clean(text: str) -> str:  # blocks: many-short-helpers
    return text.strip().lower()  # blocks: many-short-helpers


@router.get("/regex")
async def regex() -> bool:
    return re.match(r"(a+)+$", "a" * 22 + "!") is not None  # blocks: regex


@router.get("/json-dumps")
async def json_dumps() -> int:
    rows = [{"id": 1, "name": "lamp", "tags": ["a", "b"]}] * 230_000
    return len(json.dumps(rows))  # blocks: json-dumps


@router.get("/json-loads")
async def json_loads() -> int:
    text = "[" + ",".join(['{"id": 1, "name": "lamp", "tags": ["a", "b"]}'] * 230_000) + "]"
    return len(json.loads(text))  # blocks: json-loads


NUMBERS = random.Random(1).choices(range(10**9), k=100_000)


@router.get("/sorted")
async def sort() -> float:
    numbers = NUMBERS * 10
    return sorted(numbers)[0]  # blocks: sorted


@router.get("/deepcopy")
async def deepcopy() -> int:
    return len(copy.deepcopy([{"id": number, "tags": ["a"]} for number in range(35_000)]))  # blocks: deepcopy


@router.get("/scrypt")
async def scrypt() -> str:
    key = hashlib.scrypt(b"secret", salt=b"salt", n=2**15, r=8, p=2, maxmem=2**27)  # blocks: scrypt
    return key.hex()


@router.get("/pbkdf2")
async def pbkdf2() -> str:
    return hashlib.pbkdf2_hmac("sha256", b"secret", b"salt", 700_000).hex()  # blocks: pbkdf2


@router.get("/compress")
async def compress() -> int:
    text = random.Random(1).randbytes(1_000_000).hex().encode()
    return len(zlib.compress(text * 2, 9))  # blocks: compress


@router.get("/csv")
async def write_csv() -> int:
    text = io.StringIO()
    writer = csv.writer(text)
    for number in range(230_000):  # blocks: csv
        writer.writerow([number, "lamp", 2.5])  # blocks: csv
    return text.tell()


@router.get("/pickle")
async def pickled() -> int:
    rows: list[Any] = [{"id": number, "name": f"lamp {number}"} for number in range(200_000)]  # blocks: pickle
    return len(pickle.loads(pickle.dumps(rows)))  # blocks: pickle


@router.get("/similar")
async def similar() -> list[str]:
    words = [f"word{number}" for number in range(14_000)]
    return difflib.get_close_matches("wrod17", words)  # blocks: similar
