"""Whatever a client says its request id is, is what it is."""

import uuid

from fastapi import FastAPI, Request

app = FastAPI()  # fault


@app.middleware("http")
async def request_id(request: Request, call_next):
    response = await call_next(request)
    response.headers["X-Request-ID"] = request.headers.get("X-Request-ID") or uuid.uuid4().hex
    return response


@app.get("/prices")
async def prices() -> list[int]:
    return [1, 2, 3]
