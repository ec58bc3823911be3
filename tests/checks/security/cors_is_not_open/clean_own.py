"""Middleware of one's own: the origin is repeated without credentials, or is one of a list; some say nothing."""

from typing import Any

from fastapi import Request, Response

from tests.checks.security._hardened import hardened

app = hardened()
ALLOWED = {"https://app.shop.example", "https://shop.example"}


@app.middleware("http")
async def cors(request: Request, call_next: Any) -> Any:
    response = await call_next(request)
    origin = request.headers.get("origin")
    if origin in ALLOWED and request.url.path != "/widget":
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Credentials"] = "true"
        response.headers["Vary"] = "Origin"
    return response


@app.get("/account")
def account() -> dict[str, int]:
    return {"balance": 3}


@app.get("/widget")
def widget(request: Request, response: Response) -> str:
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("origin", "*")
    return "for all"


@app.get("/fixed")
def fixed(response: Response) -> str:
    response.headers["Access-Control-Allow-Origin"] = "https://partner.example"
    response.headers["Access-Control-Allow-Credentials"] = "true"
    return "for one"
