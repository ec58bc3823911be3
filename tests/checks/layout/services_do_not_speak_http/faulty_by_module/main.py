from fastapi import FastAPI

from .services import prices, stock

app = FastAPI()


@app.get("/stock/{thing}")
def read_stock(thing: str) -> dict[str, int]:
    return {"left": stock.take(thing)}


@app.get("/prices/{thing}")
def read_price(thing: str) -> dict[str, int]:
    return {"price": prices.price(thing)}
