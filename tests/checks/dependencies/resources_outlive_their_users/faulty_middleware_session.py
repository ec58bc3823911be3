"""A middleware closes the session of the request as soon as the answer begins; a service goes on with it."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import mkdtemp

from fastapi import BackgroundTasks, FastAPI, Request, Response
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine(f"sqlite+aiosqlite:///{Path(mkdtemp(), 'shop.sqlite')}")
SessionLocal = async_sessionmaker(engine)
app = FastAPI()


class Audits:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def add(self, action: str) -> None:
        await self.session.execute(text("SELECT :action"), {"action": action})  # fault
        await self.session.commit()


@app.middleware("http")
async def with_session(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    request.state.session = SessionLocal()
    try:
        return await call_next(request)
    finally:
        await request.state.session.close()


@app.get("/orders")
async def list_orders(request: Request, tasks: BackgroundTasks) -> list[int]:
    tasks.add_task(Audits(request.state.session).add, "list")
    return list(await request.state.session.scalars(text("SELECT 5")))


@app.get("/users")
async def list_users(request: Request, tasks: BackgroundTasks) -> list[int]:
    tasks.add_task(Audits(request.state.session).add, "list")
    return list(await request.state.session.scalars(text("SELECT 6")))
