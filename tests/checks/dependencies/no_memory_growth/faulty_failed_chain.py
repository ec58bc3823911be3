"""Each failure remembers the one before it."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()


class Failure:
    def __init__(self, path: str, before: Failure | None) -> None:
        self.path, self.before = path, before


class Failures:
    latest: Failure | None = None


@app.exception_handler(Exception)
async def failed(request: Request, error: Exception) -> JSONResponse:
    Failures.latest = Failure(str(request.url), Failures.latest)  # fault
    return JSONResponse({"detail": "Internal Server Error"}, 500)


@app.get("/rates")
async def rates() -> dict[str, float]:
    return {"EUR": 1.0}
