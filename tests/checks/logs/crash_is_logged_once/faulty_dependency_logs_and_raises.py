"""A dependency with yield logs what goes wrong, and raises it on to the server."""

import logging
from collections.abc import Iterator

from fastapi import Depends, FastAPI, HTTPException

logger = logging.getLogger(__name__)


def unit_of_work() -> Iterator[dict]:
    try:
        yield {}
    except HTTPException:
        raise
    except Exception:
        logger.exception("rolled back")  # fault
        raise


app = FastAPI(dependencies=[Depends(unit_of_work)])


@app.get("/prices")
async def prices() -> list[int]:
    return [1, 2, 3]
