"""An operation that says nothing of its answer."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/items/{item_id}")
async def read_item(item_id: int):  # fault
    return {"item_id": item_id}
