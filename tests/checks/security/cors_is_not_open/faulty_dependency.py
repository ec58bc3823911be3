"""A dependency of the router repeats the origin of whoever asks."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Response

from tests.checks.security._hardened import hardened

app = hardened()


def cross_origin(response: Response, origin: Annotated[str | None, Header()] = None) -> None:
    if origin:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Credentials"] = "true"  # fault


router = APIRouter(prefix="/widgets", dependencies=[Depends(cross_origin)])


@router.get("/mine")
def mine() -> list[int]:
    return [1]


app.include_router(router)


@app.get("/others")
def others() -> list[int]:
    return [2]
