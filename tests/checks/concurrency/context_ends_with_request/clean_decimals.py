"""Computing with decimals makes a context of its own, in a variable of the standard library's."""

from decimal import Decimal, getcontext

from fastapi import FastAPI

app = FastAPI()


@app.get("/price")
async def price(amount: int = 3) -> dict[str, str]:
    getcontext().prec = 12
    return {"price": str(Decimal(amount) / Decimal("0.7"))}
