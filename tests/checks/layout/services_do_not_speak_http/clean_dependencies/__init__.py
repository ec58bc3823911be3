"""Dependencies and routes raise it: they are asked by HTTP. So does the route that calls a service."""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException

from .depends import current_user
from .services import find

app = FastAPI()


@app.get("/items/{item_id}")
def read_item(item_id: int, user: Annotated[str, Depends(current_user)]) -> str:
    item = find(item_id)
    if item is None:
        raise HTTPException(404)
    return item
