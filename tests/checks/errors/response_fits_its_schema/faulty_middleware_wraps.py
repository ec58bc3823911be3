"""A middleware wraps every JSON answer in {"data": ...}, which no operation declares."""

import json

from fastapi import Request, Response
from pydantic import BaseModel

from tests.checks.errors._base import make_app

app = make_app("envelope")


class Tide(BaseModel):
    hour: int
    metres: int


@app.middleware("http")
async def wrap(request: Request, call_next):
    response = await call_next(request)
    if response.status_code != 200 or request.url.path == "/openapi.json":
        return response
    body = b"".join([chunk async for chunk in response.body_iterator])
    return Response(json.dumps({"data": json.loads(body)}), media_type="application/json")  # fault


@app.get("/tides/next")
async def next_tide() -> Tide:
    return Tide(hour=4, metres=2)
