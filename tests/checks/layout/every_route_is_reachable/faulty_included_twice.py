"""A router that main and another router include, at the same address."""

from fastapi import APIRouter, FastAPI

api = APIRouter()
items = APIRouter(prefix="/items")


@items.get("")
async def read_items() -> list[str]:  # fault
    return []


api.include_router(items)
app = FastAPI()
app.include_router(api)
app.include_router(items)
