"""Two routes at one address that a header chooses between: a route class of the app's own decides."""

from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.routing import Match


class SecondVersion(APIRoute):
    def matches(self, scope: Any) -> tuple[Match, Any]:
        asked = dict(scope["headers"]).get(b"x-version") == b"2"
        return super().matches(scope) if asked else (Match.NONE, {})


second = APIRouter(route_class=SecondVersion)
first = APIRouter()


@second.get("/items")
async def read_items_anew() -> dict[str, list[str]]:
    return {"items": []}


@first.get("/items")
async def read_items() -> list[str]:
    return []


app = FastAPI()
app.include_router(second)
app.include_router(first)
