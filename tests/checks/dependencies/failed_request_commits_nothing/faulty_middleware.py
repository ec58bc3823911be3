"""A middleware commits whatever became of the request."""

from typing import Any

from fastapi import FastAPI, Request
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from tests.checks.dependencies._shop import Item, async_engine

ALSO = ("dependencies.commit-precedes-response",)

engine = async_engine()


class Sessions:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        async with AsyncSession(engine) as session:
            scope.setdefault("state", {})["session"] = session
            try:
                await self.app(scope, receive, send)
            finally:
                await session.commit()  # fault


class ItemIn(BaseModel):
    name: str


app = FastAPI()
app.add_middleware(Sessions)


@app.post("/items")
async def create_item(item: ItemIn, request: Request) -> dict[str, str]:
    request.state.session.add(Item(name=item.name))
    await request.state.session.flush()
    return {"name": item.name}
