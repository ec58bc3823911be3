"""Whatever goes wrong with the discount, there is none."""

from fastapi import FastAPI

DISCOUNTS = {"pen": 10}
app = FastAPI()


@app.get("/prices/{name}")
async def price(name: str) -> int:
    try:
        discount = DISCOUNTS.get(name, 0)
    except Exception:  # fault
        discount = 0
    return 100 - discount
