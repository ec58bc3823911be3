"""A key that callers have to know, known to all who read the source."""

import secrets
from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import APIKeyHeader

from tests.checks.security._hardened import hardened

API_KEY = "shop-key-4711"  # fault
app = hardened()
header = APIKeyHeader(name="X-API-Key")


def known(key: Annotated[str, Depends(header)]) -> None:
    if not secrets.compare_digest(key.encode(), API_KEY.encode()):
        raise HTTPException(401, "who are you?", headers={"WWW-Authenticate": "ApiKey"})


@app.get("/stock", dependencies=[Depends(known)])
def stock() -> int:
    return 3
