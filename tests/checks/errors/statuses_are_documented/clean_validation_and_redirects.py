"""422 is documented by FastAPI, a redirect and a 204 by status_code, a created one by its own."""

from fastapi import Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app

app = make_app("detail", responses=None)


class Thing(BaseModel):
    name: Text


@app.get("/old", status_code=308, response_class=RedirectResponse)
async def old() -> str:
    return "/things"


@app.post("/things", status_code=201, responses={400: {"description": "The body cannot be read"}})
async def create_thing(thing: Thing) -> Thing:
    return thing


@app.delete("/things", status_code=204)
async def delete_things(response: Response, after: int = 0) -> None:
    response.headers["X-After"] = str(after)[:20]


@app.get("/count")
def count(minimum: int = 0) -> int:
    return minimum
