"""Debug mode is on, and no crash gets as far as its page: a middleware answers all."""

from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse

from tests.checks.security._hardened import hardened

app = hardened(debug=True)


@app.middleware("http")
async def barrier(request: Request, call_next: Any) -> Any:
    try:
        return await call_next(request)
    except Exception:
        return JSONResponse({"detail": "sorry"}, 500)


@app.get("/things")
def things() -> list[int]:
    return [1]
