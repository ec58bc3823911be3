"""A factory, an app for developers that is only mounted where the environment says so."""

import os

from fastapi import FastAPI

from tests.checks.security._hardened import hardened


def tools() -> FastAPI:
    made = FastAPI(debug=True, openapi_url=None)

    @made.get("/state")
    def state() -> dict[str, str]:
        return {"state": "fine"}

    return made


def create_app() -> FastAPI:
    made = hardened()

    @made.get("/things/{number}")
    def thing(number: int) -> float:
        return 1 / number

    if os.environ.get("CONFORMANCE_TEST_TOOLS"):
        made.mount("/tools", tools())
    return made


app = create_app()
