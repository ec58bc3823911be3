"""What is cached is made from a header that the function reads for itself."""

from contextvars import ContextVar

from async_lru import alru_cache
from fastapi import FastAPI, Header

app = FastAPI()
language: ContextVar[str] = ContextVar("language", default="en")
NAMES = {"en": "kettle", "de": "Kessel"}


@alru_cache(maxsize=64)  # fault
async def name_of(item_id: int) -> dict[str, str]:
    return {"id": str(item_id), "name": NAMES.get(language.get(), "?")}


@app.get("/items/{item_id}")
async def item(item_id: int, accept_language: str = Header("en")) -> dict[str, str]:
    language.set(accept_language)
    return await name_of(item_id)
