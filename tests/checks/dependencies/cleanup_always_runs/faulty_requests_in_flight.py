"""Counts the requests it serves for the whole app, and loses count when one fails."""

from collections.abc import Iterator

from fastapi import Depends, FastAPI

ALSO = ("dependencies.no-state-growth",)


class Gauge:
    def __init__(self) -> None:
        self.value = 0


in_flight = Gauge()


def counted(gauge: Gauge, by: int) -> Iterator[None]:
    gauge.value += by
    yield
    gauge.value -= by  # fault


def count() -> Iterator[None]:
    yield from counted(in_flight, 1)


app = FastAPI(dependencies=[Depends(count)])


@app.get("/items")
def read_items() -> list[str]:
    return ["tea"]


@app.get("/status")
def read_status() -> int:
    return in_flight.value
