"""A cached method of what is made anew for each request: its `self` is part of every key."""

from functools import lru_cache

from fastapi import Depends, FastAPI

app = FastAPI()


class Prices:
    @lru_cache(maxsize=100)  # fault
    def of(self, item_id: int) -> dict[str, int]:
        return {"item": item_id, "price": item_id * 3}


@app.get("/prices/{item_id}")
def price(item_id: int, prices: Prices = Depends()) -> dict[str, int]:
    return prices.of(item_id)
