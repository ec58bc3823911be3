"""A middleware keeps successes in memory, and hands on whatever else there is."""

from collections.abc import Awaitable, Callable

from cachetools import TTLCache
from fastapi import FastAPI, HTTPException, Request, Response
from starlette.concurrency import iterate_in_threadpool

app = FastAPI()
pages: TTLCache[str, tuple[bytes, str]] = TTLCache(maxsize=256, ttl=30)
OPENED = {"graz": 8, "linz": 9}


@app.middleware("http")
async def keeping(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    key = f"{request.method} {request.url}"
    if key in pages:
        body, media_type = pages[key]
        return Response(body, media_type=media_type)
    response = await call_next(request)
    if request.method != "GET" or response.status_code != 200 or not hasattr(response, "body_iterator"):
        return response
    body = b"".join([part async for part in response.body_iterator])
    pages[key] = (body, response.headers.get("content-type", "application/json"))
    response.body_iterator = iterate_in_threadpool(iter([body]))
    return response


@app.get("/hours/{city}")
async def hours(city: str = "graz") -> dict[str, int]:
    try:
        return {"from": OPENED[city.lower()]}
    except KeyError:
        raise HTTPException(404) from None


@app.get("/cities")
async def cities() -> list[str]:
    return sorted(OPENED)
