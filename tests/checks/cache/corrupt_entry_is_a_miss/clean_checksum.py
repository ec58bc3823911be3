"""A compressed answer goes with a checksum: what does not match it was never there."""

import json
import zlib
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()


def packed(value: Any) -> bytes:
    content = zlib.compress(json.dumps(value).encode())
    return zlib.crc32(content).to_bytes(4, "big") + content


def unpacked(stored: bytes) -> Any | None:
    checksum, content = stored[:4], stored[4:]
    if zlib.crc32(content).to_bytes(4, "big") != checksum:
        return None
    return json.loads(zlib.decompress(content))


@app.get("/catalogue/{section}")
def catalogue(section: str) -> dict[str, Any]:
    with suppress(RedisError):
        stored = redis.get(f"catalogue:{section}")
        known = unpacked(stored) if stored else None
        if isinstance(known, dict):
            return known
    made = {"section": section, "items": [{"sku": f"{section}-{n}", "price": n * 10} for n in range(3)]}
    with suppress(RedisError):
        redis.setex(f"catalogue:{section}", 120, packed(made))
    return made
