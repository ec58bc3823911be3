"""An API for partners, mounted, that asks at its door; the shop around it is for everybody, in its session."""

import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request, Security
from fastapi.security import APIKeyHeader, APIKeyQuery
from starlette.middleware.sessions import SessionMiddleware

from tests.checks.security._hardened import TOKENS, hardened

in_header = APIKeyHeader(name="X-API-Key", auto_error=False)
in_query = APIKeyQuery(name="key", auto_error=False)


def partner(
    header: Annotated[str | None, Security(in_header)], query: Annotated[str | None, Security(in_query)]
) -> str:
    for known in TOKENS:
        if secrets.compare_digest(known.encode(), (header or query or "").encode()):
            return TOKENS[known]
    raise HTTPException(403, "no such partner")


app = hardened()
app.add_middleware(SessionMiddleware, secret_key=secrets.token_hex(32), https_only=True)
partners = FastAPI(dependencies=[Depends(partner)], openapi_url=None)


@partners.get("/stock")
def stock() -> dict[str, int]:
    return {"chairs": 3}


@partners.put("/stock/{thing}")
def restock(thing: str, count: int = 1) -> dict[str, int]:
    return {thing: count}


@app.get("/catalogue")
def catalogue() -> list[str]:
    return ["chair"]


@app.post("/basket")
def put(request: Request, thing: str = "chair") -> dict[str, list[str]]:
    request.session.setdefault("basket", []).append(thing)
    return {"basket": request.session["basket"]}


app.mount("/partners", partners)
