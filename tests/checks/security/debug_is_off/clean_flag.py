"""Debug for what is not a debug mode: a level of logging, a flag of one's own, a page about a request."""

import logging

from fastapi import Request
from fastapi.responses import JSONResponse
from pydantic_settings import BaseSettings

from tests.checks.security._hardened import hardened


class Settings(BaseSettings):
    app_debug: bool = False
    log_level: str = "DEBUG"


settings = Settings()
logging.getLogger(__name__).setLevel(settings.log_level)
app = hardened(debug=settings.app_debug, title="debug")


@app.exception_handler(Exception)
async def unforeseen(request: Request, error: Exception) -> JSONResponse:
    detail = str(error) if settings.app_debug else "something went wrong"
    return JSONResponse({"detail": detail}, 500, {"X-Content-Type-Options": "nosniff"})


@app.get("/debug/headers")
def headers(request: Request) -> dict[str, int]:
    return {"count": len(request.headers)}
