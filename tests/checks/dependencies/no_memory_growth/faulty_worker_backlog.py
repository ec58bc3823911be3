"""A task that runs for ever keeps all it was ever handed in a list of its own."""

import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request

queue: asyncio.Queue[dict[str, str]] = asyncio.Queue()


async def collect() -> None:
    views = []
    while True:
        view = await queue.get()
        views.append(view)  # fault


@asynccontextmanager
async def lifespan(app: FastAPI):
    task = asyncio.create_task(collect())
    yield
    task.cancel()


app = FastAPI(lifespan=lifespan)


@app.get("/stories/{slug}")
async def story(slug: str, request: Request) -> str:
    await queue.put({"slug": slug, "agent": request.headers.get("user-agent", "")})
    return slug
