"""Pages for guests and members: guests get what any cache may keep, members what none may."""

from typing import Annotated

from fastapi import Cookie, Depends, FastAPI, Response
from fastapi.responses import HTMLResponse

COOKIE = True
app = FastAPI()
SESSIONS = {"token-of-ann": "ann", "token-of-bob": "bob"}


async def visitor(session: Annotated[str | None, Cookie()] = None) -> str | None:
    return SESSIONS.get(session or "")


@app.get("/", response_class=HTMLResponse)
async def home(response: Response, visitor: Annotated[str | None, Depends(visitor)]) -> str:
    response.headers["Cache-Control"] = "public, max-age=60" if visitor is None else "private, no-store"
    response.headers["Vary"] = "Cookie"
    return f"<p>Hello {visitor or 'guest'}</p>"


@app.get("/prices")
async def prices(response: Response) -> dict[str, int]:
    response.headers["Cache-Control"] = "public, max-age=60"
    return {"lamp": 20}


@app.get("/basket")
async def basket(response: Response, visitor: Annotated[str | None, Depends(visitor)]) -> dict[str, str]:
    response.headers["Cache-Control"] = "no-cache, private"
    return {"owner": visitor or "guest"}
