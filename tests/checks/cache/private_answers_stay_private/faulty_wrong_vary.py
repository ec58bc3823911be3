"""Public, and by the language, but not by who asks with a key."""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Response, Security
from fastapi.security import APIKeyHeader

app = FastAPI()
PLANS = {"token-of-ann": "gold", "token-of-bob": "free"}


async def plan(key: Annotated[str, Security(APIKeyHeader(name="X-API-Key"))]) -> str:
    if key not in PLANS:
        raise HTTPException(401)
    return PLANS[key]


@app.get("/limits")
async def limits(plan: Annotated[str, Depends(plan)], response: Response) -> dict[str, str]:
    response.headers["Cache-Control"] = "max-age=30, s-maxage=60"  # fault
    response.headers["Vary"] = "Accept-Language"
    return {"plan": plan}
