"""Caches with a bound: of functools, of a library's kind, and one written by hand."""

from collections import OrderedDict
from functools import cache, lru_cache

from fastapi import FastAPI

app = FastAPI()


@cache
def settings() -> dict[str, int]:
    return {"most": 500}


@lru_cache(maxsize=1024)
def doubled(number: int) -> int:
    return number * 2


class Recently(OrderedDict[int, int]):
    def __setitem__(self, key: int, value: int) -> None:
        super().__setitem__(key, value)
        while len(self) > settings()["most"]:
            self.popitem(last=False)


squares = Recently()


class Cubes:
    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[int, int] = {}

    def of(self, number: int) -> int:
        if number not in self._known:
            self._make_room()
            self._known[number] = number**3
        return self._known[number]

    def _make_room(self) -> None:
        while len(self._known) >= self._most:
            self._known.pop(next(iter(self._known)))


cubes = Cubes(1000)


@app.get("/numbers/{number}")
def numbers(number: int) -> dict[str, int]:
    squares[number] = number**2
    return {"double": doubled(number), "square": squares[number], "cube": cubes.of(number)}
