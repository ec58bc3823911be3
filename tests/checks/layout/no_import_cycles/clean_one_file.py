"""All in one small file."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
async def read_items() -> list[str]:
    return []
