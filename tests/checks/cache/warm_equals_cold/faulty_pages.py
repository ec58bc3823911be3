"""A middleware keeps bodies, and says of whatever it has kept that it is JSON."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


@app.middleware("http")
async def pages(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    if request.method != "GET":
        return await call_next(request)
    key = f"page:{request.url.path}?{request.url.query}"
    try:
        kept = await redis.get(key)  # fault
    except RedisError:
        kept = None
    if kept is not None:
        return Response(kept, media_type="application/json")
    response = await call_next(request)
    body = b"".join([part async for part in response.body_iterator])  # type: ignore[attr-defined]
    if response.status_code == 200:
        try:
            await redis.set(key, body, ex=30)
        except RedisError:
            pass
    return Response(body, response.status_code, dict(response.headers))


@app.get("/report.csv", response_class=PlainTextResponse)
async def report(year: int = 2020) -> str:
    return f"year,total\n{year},10\n"


@app.get("/totals")
async def totals(year: int = 2020) -> dict[str, int]:
    return {"year": year}
