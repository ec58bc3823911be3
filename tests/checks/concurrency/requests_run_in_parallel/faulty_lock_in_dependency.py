"""A dependency takes one lock for the whole app before it looks up a price, so that readers stand in line."""

import asyncio
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()
_lock = asyncio.Lock()


async def _look_up(sku: str) -> int:
    await asyncio.sleep(0.02)
    return len(sku)


async def price_of(sku: str = "a1") -> int:
    async with _lock:  # fault
        return await _look_up(sku)


@app.get("/price")
async def price(value: Annotated[int, Depends(price_of)]) -> dict[str, int]:
    return {"price": value}
