"""Examples of secrets in models and messages, names of schemes and of grants: none of them is in use."""

import os
import secrets
from typing import Annotated, Any

import httpx
from fastapi import Body, Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict, Field, SecretStr
from starlette.middleware.trustedhost import TrustedHostMiddleware

from tests.checks.security._hardened import Careful

app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, description="send api_key=sk-example-0123456789")
app.add_middleware(Careful)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "testserver"])
API_KEY = os.environ.get("CONFORMANCE_TEST_API_KEY") or secrets.token_hex(16)
PLACEHOLDER_API_KEY = "sk-example-0123456789"
bearer = HTTPBearer()


class Grant(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"client_id": "a", "client_secret": "s3cr3t-example"}]})
    client_id: str
    client_secret: SecretStr = Field(examples=["correct-horse-battery"])


def machine(given: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]) -> str:
    if given.credentials == PLACEHOLDER_API_KEY:
        raise HTTPException(401, "that key is the one of the documentation")
    if not secrets.compare_digest(given.credentials.encode(), API_KEY.encode()):
        raise HTTPException(401, "no such key")
    return "machine"


@app.get("/jobs", dependencies=[Depends(machine)])
def jobs() -> list[str]:
    return []


@app.get("/rates")
def rates() -> list[str]:
    try:
        sent = {"X-Api-Key": os.environ.get("PARTNER_API_KEY", "sandbox-0123456789")}
        return list(httpx.get("https://rates.example", headers=sent, timeout=1).json())
    except httpx.HTTPError:
        raise HTTPException(502, "not there") from None


@app.post("/grants")
def grant(body: Annotated[Grant, Body()]) -> dict[str, Any]:
    raise HTTPException(401, "no such client")
