"""A detail app in which one operation answers its own 404 as {"error": ...}."""

from fastapi.responses import JSONResponse

from tests.checks.errors._base import make_app

app = make_app("detail")
ITEMS = {1: "pen", 2: "ink"}


@app.get("/items")
async def list_items() -> dict[int, str]:
    return ITEMS


@app.get("/items/{item_id}")
async def read_item(item_id: int):
    if item_id not in ITEMS:
        return JSONResponse({"error": f"No item {item_id}"}, status_code=404)  # fault
    return {"id": item_id, "name": ITEMS[item_id]}
