"""What goes wrong is printed."""

import traceback

from fastapi import FastAPI, HTTPException

ITEMS = {"pen": 1}
app = FastAPI()


@app.get("/items/{name}")
def item(name: str) -> int:
    try:
        return ITEMS[name]
    except KeyError:
        traceback.print_exc()  # fault
        raise HTTPException(404) from None
