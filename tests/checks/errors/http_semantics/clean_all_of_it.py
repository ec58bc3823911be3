"""The whole book: basic auth with its challenge, 429 and 503 with Retry-After in both forms, 415, 304 and 204 empty."""

from typing import Annotated

from fastapi import Depends, Header, HTTPException, Request, Response
from fastapi.security import HTTPBasic, HTTPBasicCredentials

from tests.checks.errors._base import make_app

app = make_app("detail")
basic = HTTPBasic(realm="vault")


async def json_only(request: Request) -> None:
    if request.headers.get("content-type", "").split(";")[0] != "application/json":
        raise HTTPException(415, "Send JSON")


@app.post("/messages", dependencies=[Depends(json_only)], status_code=202)
async def send(message: dict[str, str]) -> dict[str, int]:
    return {"fields": len(message)}


@app.get("/vault")
async def vault(who: Annotated[HTTPBasicCredentials, Depends(basic)]) -> str:
    if (who.username, who.password) != ("alice", "wonderland-7"):
        raise HTTPException(401, "Wrong name or password", {"WWW-Authenticate": 'Basic realm="vault"'})
    return who.username


@app.get("/limited")
async def limited(weight: int = 1) -> str:
    if weight > 100:
        raise HTTPException(429, "Slow down", {"Retry-After": "30"})
    return "ok"


@app.get("/paused")
async def paused() -> str:
    raise HTTPException(503, "Back in the morning", {"Retry-After": "Fri, 31 Dec 2049 23:59:59 GMT"})


@app.get("/logo", response_class=Response, responses={304: {"description": "Not changed"}})
async def logo(if_none_match: Annotated[str | None, Header()] = None) -> Response:
    if if_none_match == '"1"':
        return Response(status_code=304, headers={"ETag": '"1"'})
    return Response(b"logo", media_type="image/png", headers={"ETag": '"1"'})


@app.delete("/logo", status_code=204)
async def delete_logo() -> None:
    return None
