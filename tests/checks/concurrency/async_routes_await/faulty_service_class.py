"""The blocking sits in a service two calls away."""

import sqlite3

from fastapi import Depends, FastAPI

app = FastAPI()

ALSO = ["concurrency.no-blocking-calls"]


class Prices:
    def __init__(self) -> None:
        self.store = sqlite3.connect(":memory:", check_same_thread=False)
        self.store.execute("CREATE TABLE prices (sku TEXT, cents INTEGER)")

    def _rows(self) -> list[tuple[str, int]]:
        return self.store.execute("SELECT sku, cents FROM prices").fetchall()

    def total(self) -> int:
        return sum(cents for _, cents in self._rows())


prices = Prices()


def service() -> Prices:
    return prices


@app.get("/total")
async def total(service: Prices = Depends(service)) -> int:  # fault
    return service.total()
