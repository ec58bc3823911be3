"""A middleware commits what the endpoint wrote, and then passes the answer on."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from tests.checks.dependencies._shop import Item, async_engine

engine = async_engine()


class ItemIn(BaseModel):
    name: str


app = FastAPI()


@app.middleware("http")
async def in_transaction(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    async with AsyncSession(engine) as session:
        request.state.session = session
        response = await call_next(request)
        if response.status_code < 400:
            await session.commit()
        return response


@app.post("/items")
async def create_item(item: ItemIn, request: Request) -> dict[str, str]:
    request.state.session.add(Item(name=item.name))
    await request.state.session.flush()
    return {"name": item.name}
