from fastapi import FastAPI

from . import hooks
from .models import Order
from .service import Orders, rules

app = FastAPI()
orders = Orders()


@app.post("/orders")
def add(order: Order) -> Order:
    return order.saved_by(orders)


@app.get("/limit")
def limit() -> dict[str, int]:
    return {"limit": rules(), "hooks": len(hooks.counted)}
