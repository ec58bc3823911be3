"""An id that is none is replaced."""

import re
import uuid

from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def request_id(request: Request, call_next):
    given = request.headers.get("X-Request-ID", "")
    response = await call_next(request)
    response.headers["X-Request-ID"] = given if re.fullmatch(r"[\w-]{1,64}", given) else uuid.uuid4().hex
    return response


@app.get("/prices")
async def prices() -> list[int]:
    return [1, 2, 3]
