"""A callable class is the dependency, and holds a client of httpx that never gives up."""

from typing import Annotated

import httpx
from fastapi import APIRouter, Depends, FastAPI, HTTPException


class Inventory:
    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, timeout=None)

    def __call__(self, sku: str = "a1") -> int:
        try:
            return int(self.http.get(f"/stock/{sku}").text)  # fault
        except httpx.HTTPError as error:
            raise HTTPException(503, "no inventory", {"Retry-After": "5"}) from error


router = APIRouter(prefix="/stock")
Stock = Annotated[int, Depends(Inventory("https://inventory.example"))]


@router.get("/left")
def left(stock: Stock) -> dict[str, int]:
    return {"left": stock}


app = FastAPI()
app.include_router(router)
