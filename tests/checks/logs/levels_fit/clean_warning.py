"""A 404 is logged as a warning."""

import logging

from fastapi import FastAPI, HTTPException

logger = logging.getLogger(__name__)
ITEMS = {"pen": 1}
app = FastAPI()


@app.get("/items/{name}")
def item(name: str) -> int:
    if name not in ITEMS:
        logger.warning("no such item: %r", name)
        raise HTTPException(404, "no such item")
    return ITEMS[name]
