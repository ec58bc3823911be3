"""A cookie opens a report that says when it expires, and nothing else."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from fastapi import Depends, FastAPI, HTTPException, Response
from fastapi.security import APIKeyCookie

COOKIE = True
app = FastAPI()
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}


def user(session: str = Depends(APIKeyCookie(name="session"))) -> str:
    if session not in USERS:
        raise HTTPException(403)
    return USERS[session]


@app.get("/report")
async def report(response: Response, user: str = Depends(user)) -> dict[str, int]:
    response.headers["Expires"] = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)  # fault
    return {"profit": 12}
