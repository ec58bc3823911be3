"""Ids made of names alone, and two functions of one name."""

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

users = APIRouter(prefix="/users")
items = APIRouter(prefix="/items")


@users.get("")
async def read_all() -> list[str]:
    return []


@items.get("", name="read_all")
async def read_items() -> list[str]:  # fault
    return []


def by_name(route: APIRoute) -> str:
    return route.name


app = FastAPI(generate_unique_id_function=by_name)
app.include_router(users)
app.include_router(items)
