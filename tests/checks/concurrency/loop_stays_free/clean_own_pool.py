"""A pool of its own for what blocks, asked in every way there is."""

import asyncio
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import FastAPI, Request
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool


def ask(question: str) -> str:
    time.sleep(0.02)
    return question.upper()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with ThreadPoolExecutor(4, thread_name_prefix="asking") as app.state.pool:
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/submitted")
async def submitted(request: Request) -> str:
    return await asyncio.wrap_future(request.app.state.pool.submit(ask, "a"))


@app.get("/executed")
async def executed(request: Request) -> str:
    return await asyncio.get_running_loop().run_in_executor(request.app.state.pool, ask, "b")


@app.get("/all")
async def everything() -> list[str]:
    first = await run_in_threadpool(ask, "c")
    second = await anyio.to_thread.run_sync(ask, "d")
    rest = [answer async for answer in iterate_in_threadpool(ask(word) for word in ("e", "f"))]
    return [first, second, *rest]
