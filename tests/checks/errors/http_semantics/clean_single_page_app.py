"""A catch-all route serves the single page for every path a browser may ask for: 200 is right there."""

from fastapi import HTTPException
from fastapi.responses import HTMLResponse

from tests.checks.errors._base import make_app

app = make_app("detail")
PAGE = "<!doctype html><title>Shop</title><p>Error: please enable JavaScript</p>"


@app.get("/api/items/{item_id}")
async def read_item(item_id: int) -> dict[str, int]:
    if item_id != 1:
        raise HTTPException(404, "No such item")
    return {"id": item_id}


@app.get("/{path:path}", response_class=HTMLResponse)
async def page(path: str) -> str:
    return PAGE
