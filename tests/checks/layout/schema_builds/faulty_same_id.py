"""Ids that are written by hand, one of them twice."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/users", operation_id="list")
async def list_users() -> list[str]:
    return []


@app.get("/items", operation_id="list")
async def list_items() -> list[str]:  # fault
    return []
