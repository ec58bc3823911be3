"""Things called `run` that run no loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI

app = FastAPI()
pool = ThreadPoolExecutor(2)


class Pipeline:
    def run(self, n: int) -> int:
        return n + 1

    async def run_until_complete(self, n: int) -> int:
        await asyncio.sleep(0)
        return n


@app.get("/pipeline")
async def read_pipeline(n: int = 1) -> int:
    loop = asyncio.get_running_loop()
    first = await loop.run_in_executor(pool, Pipeline().run, n)
    second = await asyncio.to_thread(Pipeline().run, first)
    return await Pipeline().run_until_complete(second)
