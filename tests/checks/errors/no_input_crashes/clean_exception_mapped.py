"""The code raises ValueError and LookupError freely; handlers turn them into 400 and 404."""

from fastapi import Request, Response

from tests.checks.errors._base import failure, make_app

app = make_app("envelope")
STOCK = {"pen": 3, "ink": 0}


@app.exception_handler(ValueError)
async def bad_value(request: Request, exc: ValueError) -> Response:
    return failure("envelope", 400, "A value cannot be read")


@app.exception_handler(LookupError)
async def missing(request: Request, exc: LookupError) -> Response:
    return failure("envelope", 404, "There is no such thing")


@app.get("/stock/{name}")
def read_stock(name: str) -> dict[str, int]:
    return {"count": STOCK[name]}


@app.get("/hex/{text}")
def from_hex(text: str) -> dict[str, int]:
    return {"length": len(bytes.fromhex(text))}
