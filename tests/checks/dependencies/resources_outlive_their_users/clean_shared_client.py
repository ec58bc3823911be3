"""Background tasks call with the client of the app, which the lifespan closes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import BackgroundTasks, FastAPI, Request

calls: list[str] = []


def _answer(request: httpx.Request) -> httpx.Response:
    calls.append(request.url.path)
    return httpx.Response(200, json={"ok": True})


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with httpx.AsyncClient(transport=httpx.MockTransport(_answer)) as app.state.client:
        yield


app = FastAPI(lifespan=lifespan)


async def notify(client: httpx.AsyncClient) -> None:
    await client.post("http://hooks.example/notes")


@app.post("/notifications", status_code=202)
async def add_notification(request: Request, tasks: BackgroundTasks) -> dict[str, bool]:
    tasks.add_task(notify, request.app.state.client)
    return {"queued": True}
