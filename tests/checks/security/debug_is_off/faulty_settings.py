"""Debug mode as a setting, whose default is on; a handler of crashes does not help."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic_settings import BaseSettings
from starlette.middleware.trustedhost import TrustedHostMiddleware

from tests.checks.security._hardened import Careful


class Settings(BaseSettings):
    debug: bool = True


def create_app() -> FastAPI:
    made = FastAPI(debug=Settings().debug, openapi_url=None)  # fault
    made.add_middleware(Careful)
    made.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1"])
    return made


app = create_app()


@app.exception_handler(Exception)
async def crashed(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": "sorry"}, 500)


@app.get("/things")
async def things() -> list[int]:
    return [1]
