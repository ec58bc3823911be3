"""Pure ASGI binds the id, logs each request, and answers crashes with it."""

import time
import uuid

import structlog
from fastapi import FastAPI, HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse

structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(),
    ],
    wrapper_class=structlog.make_filtering_bound_logger(20),
)
log = structlog.get_logger()


class Access:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        given = Headers(scope=scope).get("x-request-id", "")
        id = given if len(given) <= 64 and given.isalnum() else uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=id)
        status, start, began = 500, time.perf_counter(), False

        async def sending(message):
            nonlocal status, began
            if message["type"] == "http.response.start":
                status, began = message["status"], True
                MutableHeaders(scope=message)["x-request-id"] = id
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception:
            log.exception("unhandled")
            if began:
                raise
            await JSONResponse({"detail": "failed", "id": id}, 500)(scope, receive, sending)
        finally:
            log.info(
                "request",
                method=scope["method"],
                path=scope["path"],
                status=status,
                ms=round((time.perf_counter() - start) * 1000, 2),
            )


app = FastAPI()
app.add_middleware(Access)


@app.get("/users/{number}")
def user(number: int) -> int:
    log.info("reading", user=number)
    if number > 10**6:
        log.warning("no such user", user=number)
        raise HTTPException(404)
    return number
