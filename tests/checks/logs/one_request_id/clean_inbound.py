"""The id that came with the request is the one in the log."""

import re
import uuid

from fastapi import FastAPI, Request

from tests.checks.logs.one_request_id._ids import REQUEST_ID, id_logger

logger = id_logger("shop.inbound", "[%(request_id)s] %(message)s")
app = FastAPI()


@app.middleware("http")
async def request_id(request: Request, call_next):
    given = request.headers.get("x-request-id", "")
    REQUEST_ID.set(given if re.fullmatch(r"[\w-]{1,64}", given) else uuid.uuid4().hex)
    response = await call_next(request)
    logger.info("served")
    response.headers["X-Request-ID"] = REQUEST_ID.get()
    return response


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]
