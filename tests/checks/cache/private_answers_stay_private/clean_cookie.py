"""Sessions in cookies: pages of one's own are private or vary, and always asked for again; a logo is everybody's."""

from typing import Any

from fastapi import Cookie, FastAPI, HTTPException, Response

COOKIE = True
app = FastAPI()
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}


def known(session: str) -> str:
    if session not in USERS:
        raise HTTPException(401)
    return USERS[session]


@app.get("/mine")
def mine(response: Response, session: str = Cookie("")) -> Any:
    response.headers["Cache-Control"] = "private, max-age=60"
    return known(session)


@app.get("/varied")
def varied(response: Response, session: str = Cookie("")) -> Any:
    response.headers["Cache-Control"] = "max-age=60"
    response.headers["Vary"] = "Cookie"
    return known(session)


@app.get("/asked-again")
def asked_again(response: Response, session: str = Cookie("")) -> Any:
    response.headers["Cache-Control"] = "max-age=0, must-revalidate"
    return known(session)


@app.get("/expired")
def expired(response: Response, session: str = Cookie("")) -> Any:
    response.headers["Expires"] = "0"
    return known(session)


@app.get("/logo")
def logo(response: Response) -> Any:
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return Response("<svg/>", media_type="image/svg+xml", headers={"Cache-Control": "public, max-age=31536000"})
