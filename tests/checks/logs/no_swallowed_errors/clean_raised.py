"""What goes wrong is raised again, or as something else."""

from fastapi import FastAPI, HTTPException

PRICES = {"pen": 10}
app = FastAPI()


class NoPrice(Exception):
    pass


@app.get("/prices/{name}")
def price(name: str) -> int:
    try:
        return PRICES.get(name, 0)
    except Exception as error:
        raise NoPrice(name) from error


@app.get("/costs/{name}")
def cost(name: str) -> int:
    try:
        return PRICES.get(name, 0)
    except Exception:
        raise HTTPException(503, "Come back later") from None
