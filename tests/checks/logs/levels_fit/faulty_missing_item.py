"""A thing that is not there is logged with the traceback of its KeyError."""

import logging

from fastapi import FastAPI, HTTPException

logger = logging.getLogger(__name__)
ITEMS = {"pen": 1}
app = FastAPI()


@app.get("/items/{name}")
def item(name: str) -> int:
    try:
        return ITEMS[name]
    except KeyError as error:
        logger.error("no item", exc_info=True)  # fault
        raise HTTPException(404, "no such item") from error
