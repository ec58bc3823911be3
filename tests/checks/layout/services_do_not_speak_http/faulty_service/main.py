from fastapi import FastAPI

from .services.items import find

app = FastAPI()


@app.get("/items/{item_id}")
def read_item(item_id: int) -> str:
    return find(item_id)
