"""Each request sets a list of its own; the default is nothing."""

from contextvars import ContextVar

from fastapi import Depends, FastAPI, Header

messages: ContextVar[list[str] | None] = ContextVar("messages", default=None)


async def begin() -> None:
    messages.set([])


app = FastAPI(dependencies=[Depends(begin)])


@app.get("/orders")
async def orders(x_user: str = Header("guest")) -> dict[str, list[str]]:
    found = messages.get()
    assert found is not None
    found.append(f"no orders for {x_user}")
    return {"messages": found}
