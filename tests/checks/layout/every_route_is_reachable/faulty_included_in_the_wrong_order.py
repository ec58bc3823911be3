"""Two routers, of which the first takes what the second is for."""

from fastapi import APIRouter, FastAPI

pages = APIRouter(prefix="/shop")
orders = APIRouter(prefix="/shop")


@pages.get("/{page:path}")
async def read_page(page: str) -> dict[str, str]:
    return {"page": page}


@orders.get("/orders/{order_id}")
async def read_order(order_id: int) -> dict[str, int]:  # fault
    return {"order_id": order_id}


@orders.post("/orders")
async def create_order() -> dict[str, int]:
    return {"order_id": 1}


app = FastAPI()
app.include_router(pages)
app.include_router(orders)
