"""An origin is compared by how it begins, in an operation of its own."""

from fastapi import Request, Response

from tests.checks.security._hardened import hardened

app = hardened()


@app.get("/account")
def account(request: Request, response: Response) -> dict[str, int]:
    origin = request.headers.get("origin", "")
    if origin.startswith("https://app.shop.example"):
        response.headers["access-control-allow-origin"] = origin
        response.headers["access-control-allow-credentials"] = "true"  # fault
    return {"balance": 3}
