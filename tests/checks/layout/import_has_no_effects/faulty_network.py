"""Rates that are asked for while the module is loaded, from whoever imports it."""

import urllib.request

from fastapi import FastAPI


def rates() -> dict[str, float]:
    try:
        with urllib.request.urlopen("http://127.0.0.1:9/rates", timeout=1) as answer:  # fault
            return {"dollar": float(answer.read())}
    except OSError:
        return {}


RATES = rates()
app = FastAPI()


@app.get("/rates")
async def read_rates() -> dict[str, float]:
    return RATES
