"""Compression is Starlette's, which passes on part by part what it compresses, and streams are sent by endpoints."""

from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from fastapi.responses import StreamingResponse

app = FastAPI()
app.add_middleware(GZipMiddleware, minimum_size=20)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "*.shop.example"])


@app.get("/report")
def report() -> StreamingResponse:
    def lines() -> Iterator[str]:
        for number in range(50):
            yield f"{number};{number * number}\n"

    return StreamingResponse(lines(), media_type="text/csv")
