"""A page that a cookie decides on may be kept for a minute, by whom is not said."""

from fastapi import Cookie, FastAPI, HTTPException
from fastapi.responses import HTMLResponse

COOKIE = True
app = FastAPI()
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}


@app.get("/basket")
def basket(session: str = Cookie("")) -> HTMLResponse:
    if session not in USERS:
        raise HTTPException(401)
    return HTMLResponse(
        f"<h1>The basket of {USERS[session]}</h1>",
        headers={"Cache-Control": "max-age=60"},  # fault
    )
