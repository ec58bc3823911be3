"""Dicts, a walrus over None, an LRU of coroutines and a memo of a pure function take nothing for something."""

import time
from functools import lru_cache

from async_lru import alru_cache
from fastapi import FastAPI

app = FastAPI()
_seen: dict[str, list[str]] = {}
_until: dict[str, tuple[float, int]] = {}


@lru_cache(maxsize=256)
def vowels(word: str) -> int:
    return sum(letter in "aeiou" for letter in word)


@alru_cache(maxsize=64, ttl=30)
async def synonyms(word: str) -> list[str]:
    return [] if vowels(word) else [word]


@app.get("/vowels/{word}")
async def read_vowels(word: str) -> int:
    return vowels(word)


@app.get("/synonyms/{word}")
async def read_synonyms(word: str) -> list[str]:
    return await synonyms(word)


@app.get("/tags/{word}")
async def tags(word: str) -> list[str]:
    if (known := _seen.get(word)) is not None:
        return known
    _seen[word] = [word.upper()]
    return _seen[word]


@app.get("/length/{word}")
async def length(word: str) -> int:
    ends, value = _until.get(word, (0.0, 0))
    if ends > time.monotonic():
        return value
    _until[word] = (time.monotonic() + 60, len(word))
    return len(word)
