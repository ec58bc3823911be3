"""A middleware of one's own repeats the origin."""

from typing import Any

from fastapi import Request

from tests.checks.security._hardened import hardened

app = hardened()


@app.middleware("http")
async def cors(request: Request, call_next: Any) -> Any:
    response = await call_next(request)
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("origin", "*")
    response.headers["Access-Control-Allow-Credentials"] = "true"  # fault
    return response


@app.get("/account")
def account() -> dict[str, int]:
    return {"balance": 3}
