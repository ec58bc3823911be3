"""When stock runs out the handler waits for the warehouse to answer, politely, on the loop."""

import time

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

ALSO = ["concurrency.no-blocking-calls", "concurrency.async-routes-await", "concurrency.requests-run-in-parallel"]
app = FastAPI()


class OutOfStock(Exception):
    def __init__(self, sku: str) -> None:
        self.sku = sku


class Warehouse:
    def alternatives(self, sku: str) -> list[str]:
        time.sleep(0.02)  # fault
        return [f"{sku}-refurbished"]


@app.exception_handler(OutOfStock)
async def offer_alternatives(request: Request, error: OutOfStock) -> JSONResponse:
    return JSONResponse({"alternatives": Warehouse().alternatives(error.sku)})


@app.get("/stock/{sku}")
async def read_stock(sku: str) -> dict[str, int]:
    raise OutOfStock(sku)
