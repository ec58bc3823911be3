"""A repository's cache forgets nothing: what is too old is only not used."""

import time

from fastapi import Depends, FastAPI

SECONDS = 60.0


class Rates:
    def __init__(self) -> None:
        self._known: dict[tuple[str, int], tuple[float, float]] = {}

    async def convert(self, currency: str, amount: int) -> float:
        key = (currency, amount)
        known = self._known.get(key)
        if known is not None and time.monotonic() - known[0] < SECONDS:
            return known[1]
        value = amount * 1.1
        self._known[key] = (time.monotonic(), value)  # fault
        return value


rates = Rates()
app = FastAPI()


def get_rates() -> Rates:
    return rates


@app.get("/convert/{amount}")
async def convert(amount: int, currency: str = "EUR", rates: Rates = Depends(get_rates)) -> dict[str, float]:
    return {"value": await rates.convert(currency, amount)}
