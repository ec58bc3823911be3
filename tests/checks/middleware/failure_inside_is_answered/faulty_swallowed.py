"""Whatever fails inside is taken for a refusal; nobody is told that it was none."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()


@app.middleware("http")
async def stamped(request: Request, call_next: Any) -> Any:
    response = await call_next(request)
    response.headers["X-Served-By"] = "shop"
    return response


@app.middleware("http")
async def knows_callers(request: Request, call_next: Any) -> Any:  # fault
    try:
        request.state.caller = request.headers.get("authorization", "nobody")
        return await call_next(request)
    except Exception:
        return JSONResponse({"detail": "Who are you?"}, 401)


@app.get("/orders")
def orders(request: Request) -> str:
    return str(request.state.caller)
