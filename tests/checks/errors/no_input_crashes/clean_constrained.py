"""Types say what the code can bear: bounded ints, finite floats, enums, lists with an item, dates in a range."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field

from tests.checks.errors._base import make_app

app = make_app("detail")


class Currency(StrEnum):
    EUR = "EUR"
    USD = "USD"


RATES = {Currency.EUR: 1.0, Currency.USD: 1.08}
Finite = Annotated[float, Field(allow_inf_nan=False, ge=0, le=1e9)]


class Line(BaseModel):
    price: Finite
    count: int = Field(ge=1, le=1000)


class Basket(BaseModel):
    currency: Currency = Currency.EUR
    lines: list[Line] = Field(min_length=1)
    since: date = Field(default=date(2024, 1, 1), ge=date(2000, 1, 1), le=date(2100, 1, 1))


@app.post("/baskets/total")
async def total(basket: Basket) -> dict[str, float | date]:
    amount = sum(line.price * line.count for line in basket.lines) * RATES[basket.currency]
    average = amount / sum(line.count for line in basket.lines)
    return {"total": amount, "average": average, "due": basket.since + timedelta(days=30)}
