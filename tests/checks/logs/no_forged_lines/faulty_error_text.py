"""What was wrong with a request is told in front of the traceback, line breaks and all."""

import logging

from fastapi import FastAPI

app = FastAPI()
log = logging.getLogger("orders")
handler = logging.StreamHandler()
handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
log.addHandler(handler)
log.propagate = False


def looked_up(name: str) -> int:
    raise LookupError(f"no product is called {name}")


@app.get("/products")
async def products(name: str = "lamp") -> list[int]:
    try:
        return [looked_up(name)]
    except LookupError as error:
        log.exception(f"could not look up: {error}")  # fault
        return []
