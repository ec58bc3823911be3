"""Keys in a header that no cache knows: what differs by them varies by them, what is for all says so."""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Response, Security
from fastapi.security import APIKeyHeader

app = FastAPI()
PLANS = {"token-of-ann": "gold", "token-of-bob": "free"}


async def plan(key: Annotated[str | None, Security(APIKeyHeader(name="X-API-Key", auto_error=False))]) -> str:
    return PLANS.get(key or "", "none")


async def member(plan: Annotated[str, Depends(plan)]) -> str:
    if plan == "none":
        raise HTTPException(401)
    return plan


@app.get("/limits")
async def limits(plan: Annotated[str, Depends(member)], response: Response) -> dict[str, str]:
    response.headers["Cache-Control"] = "public, max-age=30"
    response.headers.append("Vary", "X-API-Key")
    return {"plan": plan}


@app.get("/usage")
async def usage(plan: Annotated[str, Depends(member)], response: Response) -> dict[str, str]:
    response.headers["Cache-Control"] = "private, max-age=30, stale-while-revalidate=60"
    return {"plan": plan, "used": "10 %"}


@app.get("/plans")
async def plans(plan: Annotated[str, Depends(plan)], response: Response) -> list[str]:
    response.headers["Cache-Control"] = "public, s-maxage=600, stale-while-revalidate=60"
    return sorted(PLANS.values())
