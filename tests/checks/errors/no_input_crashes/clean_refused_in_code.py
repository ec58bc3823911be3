"""Types are loose, and the code refuses with 400 what it cannot do."""

import re
from datetime import date, timedelta

from fastapi import HTTPException

from tests.checks.errors._base import make_app

app = make_app("problem")
WORDS = ["apple", "apricot", "banana"]


@app.get("/words")
def search(q: str = "ap") -> list[str]:
    try:
        pattern = re.compile(q)
    except re.error as exc:
        raise HTTPException(400, "The pattern is not valid") from exc
    return [word for word in WORDS if pattern.search(word)]


@app.get("/due")
def due(start: date, days: int = 7) -> dict[str, date]:
    try:
        return {"due": start + timedelta(days=days)}
    except OverflowError as exc:
        raise HTTPException(400, "The calendar ends before that day") from exc


@app.get("/ratio")
def ratio(part: int, whole: int = 10) -> dict[str, int]:
    if whole == 0:
        raise HTTPException(400, "Nothing is a part of zero")
    return {"percent": part * 100 // whole}
