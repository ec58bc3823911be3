"""The team's own exceptions carry a public message for the answer; everything else gets a fixed text."""

import logging

from fastapi import Request
from fastapi.responses import JSONResponse

from tests.checks.errors._base import make_app

log = logging.getLogger(__name__)
app = make_app("detail")


class ShopError(Exception):
    status = 400
    public = "The request cannot be served"


class SoldOut(ShopError):
    status = 409
    public = "Sold out"


class WarehouseDown(ShopError):
    status = 503
    public = "The warehouse does not answer, try again in a minute"


@app.exception_handler(ShopError)
def shop_error(request: Request, exc: ShopError) -> JSONResponse:
    log.warning("refused: %s", exc)
    headers = {"Retry-After": "60"} if exc.status == 503 else None
    return JSONResponse({"detail": exc.public}, exc.status, headers)


@app.post("/buy/{count}")
def buy(count: int) -> dict[str, int]:
    if count > 100:
        raise SoldOut(f"row 17 of table stock: {count}")
    if count == 42:
        raise WarehouseDown("connect to 10.0.0.7:5432 refused")
    return {"bought": count}
