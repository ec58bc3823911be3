"""The whole app asks for a bearer token, and nobody looks at it."""

from fastapi import Depends
from fastapi.security import HTTPBearer

from tests.checks.security._hardened import hardened

bearer = HTTPBearer()  # fault
app = hardened(dependencies=[Depends(bearer)])


@app.get("/reports")
async def reports() -> list[str]:
    return ["one"]


@app.get("/reports/{number}")
async def report(number: int) -> dict[str, int]:
    return {"number": number}
