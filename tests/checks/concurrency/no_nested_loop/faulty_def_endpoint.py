"""A `def` endpoint runs a loop of its own for each request."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


async def load(name: str) -> dict[str, str]:
    await asyncio.sleep(0)
    return {"name": name}


@app.get("/users/{name}")
def read_user(name: str) -> dict[str, str]:
    return asyncio.run(load(name))  # fault
