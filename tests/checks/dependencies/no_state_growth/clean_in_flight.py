"""What is in flight is known by its request, and taken out whatever happens."""

from collections.abc import AsyncIterator

from fastapi import Depends, FastAPI, Request

active: set[Request] = set()


async def tracked(request: Request) -> AsyncIterator[None]:
    active.add(request)
    try:
        yield
    finally:
        active.discard(request)


app = FastAPI(dependencies=[Depends(tracked)])


@app.get("/active")
async def count() -> dict[str, int]:
    return {"active": len(active)}


@app.post("/work")
async def work() -> dict[str, str]:
    return {"work": "done"}
