"""A cached function answers with the dict that it keeps, and the handler takes something out of it."""

from functools import lru_cache
from typing import Any

from fastapi import FastAPI

app = FastAPI()


@lru_cache(maxsize=32)  # fault
def load(item_id: int) -> dict[str, Any]:
    return {"id": item_id, "name": "kettle", "owner": "ann"}


@app.get("/items/{item_id}")
async def item(item_id: int) -> dict[str, Any]:
    found = load(item_id)
    owner = found.pop("owner", None)
    return {**found, "by": owner}
