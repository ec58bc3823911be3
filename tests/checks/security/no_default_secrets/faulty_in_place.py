"""A key for the back office, with a text that stands in for it right where it is compared."""

import os
from typing import Annotated

from fastapi import APIRouter, HTTPException, Security
from fastapi.security import APIKeyQuery

from tests.checks.security._hardened import hardened

app = hardened()
query = APIKeyQuery(name="api_key")


def administrator(key: Annotated[str, Security(query)]) -> None:
    if key != os.environ.get("CONFORMANCE_TEST_ADMIN_API_KEY", "letmein-4711"):  # fault
        raise HTTPException(403, "not for you")


router = APIRouter(prefix="/admin", dependencies=[Security(administrator)])


@router.get("/jobs")
def jobs() -> list[str]:
    return []


app.include_router(router)
