"""A middleware gives every answer a checksum, written in Python by hand."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

ALSO = ["concurrency.async-routes-await", "concurrency.requests-run-in-parallel"]
app = FastAPI()
TABLE = bytes(range(256)) * 6_000


def checksum(text: bytes) -> int:
    first, second = 1, 0
    for byte in text + TABLE:  # fault
        first = (first + byte) % 65521  # fault
        second = (second + first) % 65521  # fault
    return second << 16 | first


@app.middleware("http")
async def checksummed(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    response.headers["X-Checksum"] = f"{checksum(request.url.path.encode()):08x}"
    return response


@app.get("/items")
async def list_items() -> JSONResponse:
    return JSONResponse([1, 2, 3])


@app.get("/items/{item_id}")
async def read_item(item_id: int) -> dict[str, int]:
    return {"id": item_id}
