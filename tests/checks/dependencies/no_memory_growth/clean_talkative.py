"""Much is logged, printed and warned about with each request."""

import logging
import sys
import warnings

from fastapi import FastAPI, HTTPException

app = FastAPI()
logger = logging.getLogger(__name__)


@app.get("/quotes/{number}")
def quote(number: int) -> str:
    logger.warning("quote %s is asked for", number)
    print(f"quote {number}")
    print("a quote is asked for", file=sys.stderr)
    warnings.warn(f"quote {number} is old", DeprecationWarning, stacklevel=1)
    return f"quote {number}"


@app.get("/authors")
async def authors() -> list[str]:
    try:
        raise LookupError("nobody")
    except LookupError as error:
        logger.exception("no authors")
        raise HTTPException(503, "no authors") from error
