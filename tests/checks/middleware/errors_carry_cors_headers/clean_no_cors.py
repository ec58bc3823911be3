"""No page of another origin is let in, so that nothing has to be on errors either."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.middleware.gzip import GZipMiddleware

app = FastAPI()
app.add_middleware(GZipMiddleware, minimum_size=10)


@app.middleware("http")
async def stamped(request: Request, call_next: Any) -> Any:
    response = await call_next(request)
    response.headers["X-Served-By"] = "shop"
    return response


@app.get("/items/{number}")
def item(number: int) -> dict[str, int]:
    return {"number": number}
