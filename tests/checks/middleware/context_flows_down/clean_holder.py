"""One object is set outside and changed inside: it is the same for both, whatever tasks there are."""

from contextvars import ContextVar
from typing import Any

from fastapi import FastAPI, Request

facts: ContextVar[dict[str, Any] | None] = ContextVar("facts", default=None)
app = FastAPI()


@app.middleware("http")
async def with_facts(request: Request, call_next: Any) -> Any:
    facts.set({"rows": 0})
    response = await call_next(request)
    response.headers["X-Total"] = str((facts.get() or {})["rows"])
    return response


@app.get("/items")
async def items() -> list[str]:
    known = facts.get()
    if known is not None:
        known["rows"] = 1
    return ["kettle"]
