"""A middleware counts requests under a lock, and keeps it while they are served."""

import asyncio

from fastapi import FastAPI, Request

app = FastAPI()
app.state.lock = asyncio.Lock()
app.state.served = 0


@app.middleware("http")
async def counted(request: Request, call_next):
    async with request.app.state.lock:  # fault
        request.app.state.served += 1
        return await call_next(request)


@app.get("/slow")
async def slow() -> str:
    await asyncio.sleep(0.02)
    return "done"


@app.get("/slower")
async def slower() -> str:
    await asyncio.sleep(0.03)
    return "done"
