"""A middleware of one's own: 421 for what is somebody else's, a redirect to the one name there is for the rest."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, RedirectResponse

from tests.checks.security._hardened import Careful

app = FastAPI(openapi_url=None)
KNOWN = {"127.0.0.1", "localhost"}


@app.middleware("http")
async def known(request: Request, call_next: Any) -> Any:
    host = request.headers.get("host", "").partition(":")[0]
    if host in KNOWN:
        return await call_next(request)
    if request.url.path == "/moved":
        return RedirectResponse("https://api.shop.example/moved", 301)
    return PlainTextResponse("misdirected", 421)


app.add_middleware(Careful)


@app.get("/things")
def things() -> list[int]:
    return [1]


@app.get("/moved")
def moved() -> str:
    return "here"
