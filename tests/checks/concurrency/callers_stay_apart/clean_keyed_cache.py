"""Caches keyed by all that their values depend on, and one object for each task."""

import asyncio
from functools import lru_cache

from fastapi import FastAPI, Header
from pydantic import BaseModel

app = FastAPI()
_greetings: dict[str, str] = {}
_by_task: dict[object, str] = {}


class Page(BaseModel):
    title: str
    greeting: str = ""


@lru_cache
def load_page(slug: str) -> Page:
    return Page(title=slug.title())


@app.get("/home")
async def home(x_username: str = Header("you")) -> Page:
    page = load_page("home")
    await asyncio.sleep(0)
    return page.model_copy(update={"greeting": f"Hello {x_username}"})


@app.get("/greeting")
async def greeting(x_username: str = Header("you")) -> dict[str, str]:
    if x_username not in _greetings:
        await asyncio.sleep(0)
        _greetings[x_username] = f"Hello {x_username}"
    return {"text": _greetings[x_username]}


@app.get("/task")
async def task(x_username: str = Header("you")) -> dict[str, str]:
    task = asyncio.current_task()
    _by_task[task] = x_username
    try:
        await asyncio.sleep(0)
        return {"user": _by_task[task]}
    finally:
        del _by_task[task]


@app.get("/memo")
def memo(x_username: str = Header("you")) -> dict[str, str]:
    return {"text": _remembered(x_username)}


def _remembered(name: str, known: dict[str, str] = {}) -> str:  # noqa: B006
    return known.setdefault(name, name.upper())
