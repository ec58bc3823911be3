"""A package that hands on what is in its modules, one of which asks the package for what is in another."""

from fastapi import FastAPI

from .services import Shop

app = FastAPI()


@app.get("/items")
async def read_items() -> list[str]:
    return Shop().items()
