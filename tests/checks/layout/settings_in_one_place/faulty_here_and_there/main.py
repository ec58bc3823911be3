import os

from fastapi import FastAPI

from .paging import size

app = FastAPI(title=os.environ.get("SHOP_TITLE", "Shop"), version=os.getenv("SHOP_VERSION", "1"))


@app.get("/size")
def read_size() -> int:
    return size()
