"""A router asks for an API key, any key."""

from fastapi import APIRouter, Security
from fastapi.security import APIKeyHeader

from tests.checks.security._hardened import hardened

app = hardened()
key = APIKeyHeader(name="X-API-Key")  # fault
router = APIRouter(prefix="/stock", dependencies=[Security(key)])


@router.get("")
def stock() -> dict[str, int]:
    return {"kettles": 3}


@router.delete("/{number}")
def remove(number: int) -> dict[str, int]:
    return {"removed": number}


app.include_router(router)
