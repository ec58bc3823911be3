"""A dependency of several operations says that their answers are everybody's."""

from typing import Any

from fastapi import APIRouter, Cookie, Depends, FastAPI, HTTPException, Response

COOKIE = True
app = FastAPI()
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}


async def user(session: str = Cookie("")) -> str:
    if session not in USERS:
        raise HTTPException(401)
    return USERS[session]


async def cacheable(response: Response) -> None:
    response.headers["cache-control"] = "public, max-age=300, stale-while-revalidate=60"  # fault


router = APIRouter(dependencies=[Depends(cacheable)])


@router.get("/mails")
async def mails(user: str = Depends(user)) -> Any:
    return [f"to {user}"]


@router.get("/calls")
async def calls(user: str = Depends(user)) -> Any:
    return [f"from {user}"]


app.include_router(router)
