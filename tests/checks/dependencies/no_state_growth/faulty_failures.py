"""A handler collects what failed, for a page that shows it."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()
failures: list[str] = []


@app.exception_handler(Exception)
async def failed(request: Request, error: Exception) -> JSONResponse:
    failures.append(f"{request.method} {request.url.path}: {type(error).__name__}")  # fault
    return JSONResponse({"detail": "Something went wrong."}, 500)


@app.get("/failures")
async def read_failures() -> list[str]:
    return failures[-10:]


@app.put("/rates/{currency}")
async def put_rate(currency: str, value: float) -> dict[str, float]:
    return {currency: value}
