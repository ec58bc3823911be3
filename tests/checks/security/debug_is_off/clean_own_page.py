"""Pages of one's own for crashes, a debug router that shows nothing, a flag that only logs."""

import logging

from fastapi import Request
from fastapi.responses import HTMLResponse

from tests.checks.security._hardened import hardened

logging.getLogger("shop").setLevel(logging.DEBUG)
app = hardened()
app.state.debug = True


@app.exception_handler(Exception)
async def crashed(request: Request, error: Exception) -> HTMLResponse:
    return HTMLResponse("<h1>Something went wrong</h1>", 500, headers={"X-Frame-Options": "DENY"})


@app.get("/debug/ping")
def ping() -> str:
    return "pong"
