"""Questions go into a queue that one task answers, one after another."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from fastapi import FastAPI, Request


async def _consume(queue: asyncio.Queue[Any]) -> None:
    while True:
        question, answer = await queue.get()
        await asyncio.sleep(0.02)
        if not answer.done():
            answer.set_result(question.upper())


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.questions = asyncio.Queue()
    consumer = asyncio.create_task(_consume(app.state.questions))
    yield
    consumer.cancel()
    with suppress(asyncio.CancelledError):
        await consumer


app = FastAPI(lifespan=lifespan)


@app.get("/answer")
async def answer(request: Request, question: str = "why") -> dict[str, str]:
    future: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    await request.app.state.questions.put((question, future))
    return {"answer": await future}  # fault
