"""The headers on everything: pages, data, errors, streams; an answer without content needs none."""

from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.responses import HTMLResponse, StreamingResponse

from tests.checks.security._hardened import hardened

app = hardened()


@app.middleware("http")
async def framed(request: Request, call_next: Any) -> Any:
    response = await call_next(request)
    if response.headers.get("content-type", "").startswith("text/html"):
        response.headers["Content-Security-Policy"] = "default-src 'self'; frame-ancestors 'self'"
    return response


@app.get("/", response_class=HTMLResponse)
def page() -> str:
    return "<button>Buy</button>"


@app.get("/framed", response_class=HTMLResponse)
def other(response: Response) -> HTMLResponse:
    return HTMLResponse("<p>x</p>", headers={"X-Frame-Options": "SAMEORIGIN"})


@app.get("/stream")
def stream() -> StreamingResponse:
    return StreamingResponse(iter(["a", "b"]), media_type="text/plain")


@app.get("/gone")
def gone() -> None:
    raise HTTPException(410, "gone")


@app.post("/things", status_code=204)
def thing() -> None:
    return None
