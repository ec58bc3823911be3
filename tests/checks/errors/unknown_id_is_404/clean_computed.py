"""Path parameters which are no ids: every value has an answer."""

from datetime import date
from enum import StrEnum

from fastapi import Query

from tests.checks.errors._base import make_app

app = make_app("detail")


class Unit(StrEnum):
    KM = "km"
    MILE = "mile"


@app.get("/square/{n}")
async def square(n: int) -> int:
    return min(abs(n), 10**6) ** 2


@app.get("/greet/{name}")
async def greet(name: str) -> dict[str, str]:
    return {"hello": name}


@app.get("/weekday/{day}")
def weekday(day: date) -> int:
    return day.isoweekday()


@app.get("/distance/{unit}")
def distance(unit: Unit, metres: int = Query(100, ge=0, le=10**9)) -> int:
    return metres // (1000 if unit is Unit.KM else 1609)


@app.get("/search/{term}")
def search(term: str) -> list[str]:
    return [word for word in ("apple", "pear") if term in word]


@app.get("/flags/{flag_id}")
def flag(flag_id: str) -> dict[str, bool]:
    return {"on": flag_id == "dark"}
