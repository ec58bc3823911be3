"""uvloop is asked for at import; blocking or not, operations are judged as anywhere."""

import asyncio
import time

import uvloop
from fastapi import FastAPI

uvloop.install()
app = FastAPI()


@app.get("/blocking/sleep")
async def hold() -> str:
    time.sleep(0.02)  # blocks: sleep
    return "held"


@app.get("/blocking/child-task")
async def hold_in_task() -> str:
    return await asyncio.create_task(_child())


async def _child() -> str:
    time.sleep(0.02)  # blocks: child-task
    return "held"


@app.get("/clean/thread")
async def in_thread() -> str:
    await asyncio.to_thread(time.sleep, 0.02)
    return "free"


@app.get("/clean/sleep")
async def asleep() -> str:
    await asyncio.sleep(0.02)
    return "free"


@app.get("/clean/subprocess")
async def in_subprocess() -> int:
    process = await asyncio.create_subprocess_exec("sleep", "0.02")
    return await process.wait()
