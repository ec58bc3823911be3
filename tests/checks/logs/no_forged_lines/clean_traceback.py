"""Only a traceback has several lines, as every traceback has."""

import logging

from fastapi import FastAPI, HTTPException

logger = logging.getLogger("shop.tracebacks")
app = FastAPI()


@app.get("/rates")
def rate(day: str) -> float:
    try:
        return float(day.removeprefix("day-").splitlines()[0] if day.isdecimal() else int("0"))
    except ValueError as error:
        logger.warning("no rate", exc_info=True)
        raise HTTPException(404) from error
