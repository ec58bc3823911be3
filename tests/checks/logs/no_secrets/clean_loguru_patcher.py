"""loguru's patcher scrubs messages and what is bound."""

import re
import sys

from fastapi import FastAPI, Request
from loguru import logger

SECRET = re.compile(r"(authorization|cookie|x-api-key|password)(['\"]?\s*[:=]\s*)['\"][^'\"]*['\"]", re.I)


def scrub(record) -> None:
    record["message"] = SECRET.sub(r"\1\2'***'", record["message"])
    for name in record["extra"]:
        record["extra"][name] = SECRET.sub(r"\1\2'***'", str(record["extra"][name]))


logger.remove()
logger.configure(patcher=scrub)
logger.add(sys.stdout, serialize=True, diagnose=False, backtrace=False)
app = FastAPI()


@app.middleware("http")
async def access(request: Request, call_next):
    logger.bind(headers=str(dict(request.headers))).info("in: {}", dict(request.headers))
    return await call_next(request)


@app.get("/prices")
async def prices() -> list[int]:
    return [1]
