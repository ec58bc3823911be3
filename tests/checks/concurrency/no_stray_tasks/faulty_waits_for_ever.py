"""A dependency of two operations starts a task that waits for an event nobody sets."""

import asyncio
from typing import Annotated

from fastapi import Depends, FastAPI, Request

app = FastAPI()
app.state.closers = []


class Session:
    def __init__(self) -> None:
        self.closed = asyncio.Event()

    async def close_later(self) -> None:
        await self.closed.wait()


async def get_session(request: Request) -> Session:
    session = Session()
    request.app.state.closers.append(asyncio.create_task(session.close_later()))  # fault
    return session


@app.get("/me")
async def read_me(session: Annotated[Session, Depends(get_session)]) -> bool:
    return session.closed.is_set()


@app.get("/settings")
async def read_settings(session: Annotated[Session, Depends(get_session)]) -> bool:
    return not session.closed.is_set()
