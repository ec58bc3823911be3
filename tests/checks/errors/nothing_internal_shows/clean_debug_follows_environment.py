"""debug follows an environment variable that is not set, and the handler that would tell is not registered."""

import logging
import os

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from tests.checks.errors._base import DOCUMENTED, conform

log = logging.getLogger(__name__)
DEBUG = os.environ.get("SHOP_DEBUG_9F2", "") == "1"

app = FastAPI(debug=DEBUG, responses=DOCUMENTED)
conform(app, "detail")


async def tell_all(request: Request, exc: Exception) -> JSONResponse:
    return JSONResponse({"detail": str(exc)}, status_code=500)


if DEBUG:
    app.add_exception_handler(Exception, tell_all)


@app.get("/rivers")
async def rivers() -> list[str]:
    return ["ems"]
