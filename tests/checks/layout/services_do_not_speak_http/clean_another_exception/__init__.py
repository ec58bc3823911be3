"""A service that calls others by HTTP: their client has an exception of the same name."""

from fastapi import FastAPI

from .services.rates import rate

app = FastAPI()


@app.get("/rates/{currency}")
def read_rate(currency: str) -> float:
    return rate(currency)
