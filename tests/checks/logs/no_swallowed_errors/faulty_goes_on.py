"""A loop in a service goes on whatever happens."""

from fastapi import FastAPI

app = FastAPI()
RATES = {"EUR": 1.0, "USD": 1.1}


class Converter:
    def convert(self, amount: float) -> dict[str, float]:
        result = {}
        for currency in ("EUR", "USD"):
            try:
                result[currency] = amount * RATES.get(currency, 1.0)
            except Exception:  # fault
                continue
        return result


converter = Converter()


@app.get("/convert/{amount}")
def convert(amount: float) -> dict[str, float]:
    return converter.convert(amount)
