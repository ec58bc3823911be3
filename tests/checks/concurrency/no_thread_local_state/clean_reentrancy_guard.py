"""A flag and a depth keep a thread from entering twice; they say nothing about a request."""

import threading

from fastapi import FastAPI

app = FastAPI()
_guard = threading.local()


def audited(text: str) -> str:
    if getattr(_guard, "inside", False):
        return text
    _guard.inside = True
    _guard.depth = getattr(_guard, "depth", 0) + 1
    try:
        return audited(text.strip())
    finally:
        _guard.inside = False
        _guard.depth -= 1


@app.get("/audit")
def audit(text: str = " fine ") -> dict[str, str]:
    return {"text": audited(text)}
