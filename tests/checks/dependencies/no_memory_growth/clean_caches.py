"""What was computed is kept for a while, in bounded caches."""

import functools
import time

from fastapi import FastAPI

app = FastAPI()
_SECONDS = 60.0


@functools.lru_cache(maxsize=4096)
def price(product: str, currency: str) -> str:
    return f"{len(product)} {currency}"


class Expiring:
    def __init__(self) -> None:
        self._entries: dict[float, str] = {}

    def put(self, value: str) -> None:
        now = time.monotonic()
        for known in [one for one in self._entries if one < now - _SECONDS]:
            del self._entries[known]
        self._entries[now] = value


recent = Expiring()


def nonce() -> str:
    value = f"nonce-{time.monotonic_ns()}"
    recent.put(value)
    return value


@app.get("/prices/{product}")
async def prices(product: str, currency: str = "EUR") -> str:
    return price(product, currency)


@app.get("/nonce")
async def new_nonce() -> str:
    return nonce()
