"""A currency is any string for the schema and a key of a dict for the code."""

from pydantic import BaseModel, Field

from tests.checks.errors._base import Text, make_app

app = make_app("problem")
RATES = {"EUR": 100, "USD": 108, "GBP": 84}


class Money(BaseModel):
    cents: int = Field(ge=0, le=10**9)
    currency: Text = Field(examples=["EUR"])


@app.post("/convert")
def convert(money: Money) -> dict[str, int]:
    rate = RATES[money.currency]  # fault
    return {"cents": money.cents * rate // 100}


@app.get("/currencies")
def currencies() -> list[str]:
    return sorted(RATES)
