"""What is kept grows with every answer: the handler adds to the list that it got from the cache."""

from async_lru import alru_cache
from fastapi import FastAPI

app = FastAPI()


@alru_cache(maxsize=8)  # fault
async def sizes(shop: str) -> list[str]:
    return ["small", "large"]


@app.get("/shops/{shop}/sizes")
async def read(shop: str) -> list[str]:
    found = await sizes(shop)
    found.append("any")
    return found
