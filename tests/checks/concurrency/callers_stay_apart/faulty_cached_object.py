"""A cached object is completed for the caller and returned: it is the same object for all."""

import asyncio
from functools import lru_cache

from fastapi import FastAPI, Header
from pydantic import BaseModel

app = FastAPI()


class Page(BaseModel):
    title: str
    greeting: str = ""


@lru_cache
def load_page(slug: str) -> Page:
    return Page(title=slug.title())


@app.get("/home")
async def home(x_username: str = Header("you")) -> Page:
    page = load_page("home")
    page.greeting = f"Hello {x_username}"  # fault
    await asyncio.sleep(0)
    return page
