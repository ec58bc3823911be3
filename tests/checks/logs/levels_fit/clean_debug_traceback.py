"""The traceback of what is refused is there at debug level."""

import logging

from fastapi import FastAPI, HTTPException

logger = logging.getLogger("shop.refusals")
logger.setLevel(logging.DEBUG)
ITEMS = {"pen": 1}
app = FastAPI()


@app.get("/items/{name}")
async def item(name: str) -> int:
    try:
        return ITEMS[name]
    except KeyError as error:
        logger.debug("no item", exc_info=True)
        raise HTTPException(404, "no such item") from error
