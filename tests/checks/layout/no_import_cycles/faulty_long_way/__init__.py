"""A circle of four, behind a condition and inside `try`: it is there all the same."""

from fastapi import FastAPI

from .a import items

app = FastAPI()


@app.get("/items")
async def read_items() -> list[str]:
    return items()
