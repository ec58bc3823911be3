"""The client hears of an error, and nobody else does."""

from fastapi import FastAPI, HTTPException

PRICES = {"pen": 10}
app = FastAPI()


@app.get("/prices/{name}")
def price(name: str) -> int:
    try:
        return PRICES.get(name, 0)
    except Exception:  # fault
        raise HTTPException(500, "Something went wrong") from None
