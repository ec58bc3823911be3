"""str(exc) is used, in the log; the answer is generic. In the endpoint, in a dependency and in a middleware."""

import logging

from fastapi import Depends, HTTPException, Request
from fastapi.responses import JSONResponse

from tests.checks.errors._base import make_app

log = logging.getLogger(__name__)
app = make_app("envelope")


def letters() -> list[str]:
    return ["a", "b"]


async def guarded():
    try:
        yield
    except Exception as e:
        log.error("failed: %s", str(e))
        raise


@app.middleware("http")
async def never_crash(request: Request, call_next):
    try:
        return await call_next(request)
    except Exception as exc:
        log.exception("crashed: %r", exc)
        error = {"code": "internal_server_error", "message": "Please try again later"}
        return JSONResponse({"error": error}, status_code=500)


@app.get("/letters", dependencies=[Depends(guarded)])
def list_letters() -> list[str]:
    try:
        return letters()
    except Exception as e:
        log.exception("no letters: %s", e)
        raise HTTPException(500, "The letters cannot be read") from e
