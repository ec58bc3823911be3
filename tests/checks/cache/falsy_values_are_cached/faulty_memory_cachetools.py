"""An LRUCache is asked by hand, and `or` computes what is zero anew."""

from cachetools import LRUCache
from fastapi import FastAPI

app = FastAPI()
counts: LRUCache[str, int] = LRUCache(64)


def counted(name: str) -> int:
    counts[name] = len(name)
    return counts[name]


@app.get("/counts/{name}")
def count(name: str) -> int:
    return counts.get(name) or counted(name)  # fault
