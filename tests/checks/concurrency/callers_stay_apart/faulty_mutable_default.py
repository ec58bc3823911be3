"""A dependency fills its default argument, which is one dict for all requests."""

from typing import Any

from fastapi import Depends, FastAPI, Request

app = FastAPI()


def context_of(request: Request, context: dict[str, Any] = Depends(lambda: None)) -> dict[str, Any]:
    return build(request)


def build(request: Request, values: dict[str, Any] = {}) -> dict[str, Any]:  # noqa: B006
    values["agent"] = request.headers.get("user-agent", "")  # fault
    return values


@app.get("/context")
async def show(context: dict[str, Any] = Depends(context_of)) -> dict[str, Any]:
    return {"context": context}
