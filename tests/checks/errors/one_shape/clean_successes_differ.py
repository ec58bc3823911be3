"""Only errors have to look alike: pages, redirects, 304, empty answers and texts are successes of all shapes."""

from typing import Annotated

from fastapi import Header, HTTPException, Response
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse

from tests.checks.errors._base import make_app

app = make_app("envelope")


@app.get("/", response_class=HTMLResponse)
async def home() -> str:
    return "<h1>Welcome</h1>"


@app.get("/robots.txt", response_class=PlainTextResponse)
async def robots() -> str:
    return "User-agent: *"


@app.get("/old", status_code=307, response_class=RedirectResponse)
async def old() -> str:
    return "/"


@app.get("/price", responses={304: {"description": "Not changed"}}, response_model=None)
async def price(if_none_match: Annotated[str | None, Header()] = None):
    if if_none_match == '"v1"':
        return Response(status_code=304, headers={"ETag": '"v1"'})
    return Response('{"price": 3}', media_type="application/json", headers={"ETag": '"v1"'})


@app.delete("/things/{thing_id}", status_code=204)
async def delete_thing(thing_id: int) -> None:
    if thing_id > 5:
        raise HTTPException(404, "No such thing")
