"""A little computing, and much of it once."""

import asyncio
import hashlib
import importlib
import secrets
import time
import uuid
from datetime import UTC, datetime
from functools import cache
from types import ModuleType
from zoneinfo import ZoneInfo

from fastapi import APIRouter

router = APIRouter()


@router.get("/compute")
async def compute() -> int:
    return sum(number * number for number in range(20_000))


@router.get("/compute-in-slices")
async def compute_in_slices() -> int:
    total = 0
    for start in range(100):
        total += sum(number * number for number in range(start, start + 20_000))
        await asyncio.sleep(0)
    return total


@router.get("/garbage")
async def garbage() -> int:
    objects = [[number] for number in range(100_000)]
    return len(objects)


@cache
def _table() -> int:
    time.sleep(0.04)
    return 7


@router.get("/computed-once")
async def computed_once() -> int:
    return _table()


@cache
def _heavy() -> ModuleType:
    return importlib.import_module("tests.apps.held.vendors.heavy")


@router.get("/import")
async def lazy_import() -> int:
    import sqlalchemy.dialects.mysql

    return len(sqlalchemy.dialects.mysql.__all__) + int(_heavy().SIZE)


@router.get("/hash")
async def hashed() -> str:
    return hashlib.sha256(b"words" * 1000).hexdigest()


@router.get("/random")
async def identified() -> list[str]:
    return [str(uuid.uuid4()), secrets.token_hex()]


@router.get("/zone")
async def zone() -> str:
    return datetime.now(UTC).astimezone(ZoneInfo("Europe/Berlin")).isoformat()
