"""One logger adapter for all requests, and its extra is that of the last one."""

import asyncio
import logging

from fastapi import FastAPI, Request

logger = logging.getLogger("payments")
logger.setLevel(logging.INFO)
handler = logging.StreamHandler()
handler.setFormatter(logging.Formatter("%(customer)s %(message)s"))
logger.addHandler(handler)
logger.propagate = False
log = logging.LoggerAdapter(logger, {"customer": "-"})
app = FastAPI()


@app.get("/payments")
async def payments(request: Request) -> list[str]:
    log.extra["customer"] = request.headers.get("x-user-id", "-")  # fault
    await asyncio.sleep(0)
    log.info("payments are read")
    return []
