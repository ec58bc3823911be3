"""A cached function reads from a context variable who is logged in: that is none of its arguments."""

from contextvars import ContextVar
from functools import lru_cache

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

app = FastAPI()
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}
current: ContextVar[str] = ContextVar("current")


async def user(credentials: HTTPAuthorizationCredentials = Depends(HTTPBearer())) -> str:
    if credentials.credentials not in USERS:
        raise HTTPException(401)
    current.set(USERS[credentials.credentials])
    return current.get()


@lru_cache  # fault
def orders(year: int) -> tuple[str, ...]:
    return (f"kettle for {current.get()} in {year}",)


@lru_cache
def holidays(year: int) -> tuple[str, ...]:
    return (f"{year}-01-01", f"{year}-12-25")


@app.get("/orders", dependencies=[Depends(user)])
async def read_orders(year: int = 2026) -> tuple[str, ...]:
    return orders(year)


@app.get("/holidays", dependencies=[Depends(user)])
async def read_holidays(year: int = 2026) -> tuple[str, ...]:
    return holidays(year)
