"""Types that take anything, in the annotation and in the decorator."""

from typing import Any

from fastapi import FastAPI

app = FastAPI()


@app.get("/settings")
async def read_settings() -> dict[str, Any]:  # fault
    return {"colour": "red"}


@app.get("/items", response_model=list[dict])
async def read_items():  # fault
    return [{"name": "first"}]


@app.get("/newest")
async def read_newest() -> Any:  # fault
    return "first"
