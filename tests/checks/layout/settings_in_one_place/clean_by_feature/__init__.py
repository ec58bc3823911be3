"""Settings of each feature beside it, and those of the whole in a package of their own."""

from fastapi import FastAPI

from .config.base import TITLE
from .items.items_config import SIZE

app = FastAPI(title=TITLE)


@app.get("/size")
def read_size() -> int:
    return SIZE
