"""Caches in memory whose keys say who asks, or whose answers are for all; and dicts that are no caches."""

import time
from contextvars import ContextVar
from functools import cache, lru_cache
from itertools import count
from typing import Annotated, Any

from async_lru import alru_cache
from cachetools import LRUCache, TTLCache, cached
from fastapi import Depends, FastAPI, Header, HTTPException, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel
from pydantic_settings import BaseSettings

app = FastAPI()
TOKENS = {"token-of-ann": "ann", "token-of-bob": "bob"}
current: ContextVar[str] = ContextVar("current")


class Settings(BaseSettings):
    currency: str = "EUR"


@lru_cache
def get_settings() -> Settings:
    return Settings()


class User(BaseModel):
    name: str
    requests: int = 0


users: dict[str, User] = {}
visits: dict[str, int] = {}
buckets: dict[str, tuple[float, float]] = {}
seen: dict[str, float] = {}
sessions: dict[str, dict[str, Any]] = {}
prices: dict[tuple[str, int], int] = {}
carts: dict[str, list[str]] = {}
flags: dict[str, bool] = {}
recent: dict[int, str] = {}
numbers = count(1)
menu: TTLCache[str, list[str]] = TTLCache(8, 60)


@app.middleware("http")
async def limited(request: Request, call_next: Any) -> Response:
    address = request.client.host if request.client else ""
    left, _ = buckets.get(address, (1e6, time.monotonic()))
    buckets[address] = (left - 1, time.monotonic())
    visits[request.url.path] = visits.get(request.url.path, 0) + 1
    seen[address] = time.time()
    recent[next(numbers)] = request.url.path
    answer: Response = await call_next(request)
    answer.headers["x-left"] = str(buckets[address][0])
    return answer


async def user(
    settings: Annotated[Settings, Depends(get_settings)],
    credentials: HTTPAuthorizationCredentials = Depends(HTTPBearer()),
) -> User:
    token = credentials.credentials
    if token not in TOKENS:
        raise HTTPException(401)
    if token not in users:
        users[token] = User(name=TOKENS[token])
    current.set(users[token].name)
    return users[token]


Me = Annotated[User, Depends(user)]


@cache
def discount(name: str) -> int:
    return len(name) + (name == "bob")


@alru_cache(maxsize=32)
async def orders_of(name: str, year: int) -> list[str]:
    return [f"kettle for {name} in {year}"]


@cached(LRUCache(32), key=lambda: current.get())
def wishes() -> list[str]:
    return [f"teapot for {current.get()}"]


@app.get("/me")
async def me(me: Me) -> User:
    return me


@app.get("/discount")
async def my_discount(me: Me) -> int:
    return discount(me.name)


@app.get("/orders")
async def orders(me: Me, year: int = 2026) -> list[str]:
    return await orders_of(me.name, year)


@app.get("/wishes")
async def my_wishes(me: Me) -> list[str]:
    return wishes()


@app.get("/prices/{item_id}")
async def price(item_id: int, me: Me) -> dict[str, Any]:
    key = (me.name, item_id)
    if key not in prices:
        prices[key] = item_id * discount(me.name)
    return {"item": item_id, "price": prices[key], "currency": get_settings().currency}


@app.get("/cart")
async def cart(me: Me) -> dict[str, Any]:
    mine = carts.setdefault(me.name, ["welcome"])
    return {"owner": me.name, "lines": mine}


@app.post("/cart")
async def add(me: Me, line: str) -> list[str]:
    carts.setdefault(me.name, ["welcome"]).append(line)
    return carts[me.name]


@app.get("/menu")
async def read_menu(me: Me, accept_language: str = Header("en")) -> list[str]:
    if (found := menu.get(accept_language)) is None:
        found = menu[accept_language] = [f"soup ({accept_language})"]
    return found


@app.get("/flags/{name}")
async def flag(name: str, me: Me) -> bool:
    return flags.setdefault(name, False)


@app.get("/session")
async def session(me: Me) -> dict[str, Any]:
    mine = sessions.setdefault(me.name, {"number": next(numbers), "calls": 0})
    mine["calls"] += 1
    return mine
