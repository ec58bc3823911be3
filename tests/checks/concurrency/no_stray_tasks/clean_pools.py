"""Executors that are shared, and one that is shut down."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
shared = ThreadPoolExecutor(8)


@app.get("/shared")
def in_shared() -> int:
    return sum(shared.map(abs, [1, -2, 3]))


@app.get("/default")
async def in_default(tasks: BackgroundTasks) -> int:
    tasks.add_task(abs, -1)
    loop = asyncio.get_running_loop()
    return sum(await asyncio.gather(*[loop.run_in_executor(None, abs, -n) for n in range(4)]))


@app.get("/own")
def in_own() -> int:
    with ThreadPoolExecutor(2) as pool:
        return sum(pool.map(abs, [1, -2]))
