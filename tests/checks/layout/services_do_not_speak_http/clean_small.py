"""A small service in one file has nothing that is only a service."""

from fastapi import FastAPI, HTTPException

app = FastAPI()


def find(item_id: int) -> str:
    if item_id != 1:
        raise HTTPException(404)
    return "first"


@app.get("/items/{item_id}")
def read_item(item_id: int) -> str:
    return find(item_id)
