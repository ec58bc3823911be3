"""Debug mode by an environment variable that is not set, for the app and for one mounted in it."""

import os

from fastapi import FastAPI

from tests.checks.security._hardened import hardened

DEBUG = os.environ.get("CONFORMANCE_TEST_DEBUG", "").lower() in ("1", "true")
app = hardened(debug=DEBUG)
inner = FastAPI(openapi_url=None, debug=DEBUG)


@inner.get("/users")
def users(debug: bool = False) -> list[str]:
    return ["debug"] if debug else ["ann"]


@app.get("/things")
def things() -> list[int]:
    return [1]


app.mount("/admin", inner)
