"""Requests that compute share one interpreter: eight of them take eight times as long, and wait for nothing."""

import hashlib

from fastapi import FastAPI

app = FastAPI()


@app.get("/digest")
def digest(rounds: int = 2000) -> dict[str, str]:
    value = b""
    for _ in range(min(rounds, 5000)):
        value = hashlib.sha256(value).digest()
    return {"digest": value.hex()}


@app.get("/sum")
def total() -> int:
    return sum(number * number for number in range(20_000))
