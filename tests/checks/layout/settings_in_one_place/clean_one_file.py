"""A small service that reads what it needs where it is."""

import os

from fastapi import FastAPI

COLOUR = os.getenv("SHOP_COLOUR", "red")
SIZE = int(os.environ.get("SHOP_SIZE", "1"))
app = FastAPI()


@app.get("/colour")
def read_colour() -> str:
    return COLOUR
