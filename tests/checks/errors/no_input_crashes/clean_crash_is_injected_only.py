"""Nothing can go wrong here but what is broken on purpose: a naive check would blame its own injection."""

import logging

from fastapi import Depends

from tests.checks.errors._base import make_app

log = logging.getLogger(__name__)
app = make_app("detail")


async def visits():
    try:
        yield [1, 2, 3]
    except Exception:
        log.exception("the request failed")
        raise


@app.get("/visits")
async def count_visits(days: list[int] = Depends(visits), factor: int = 1) -> dict[str, int]:
    return {"visits": len(days) * min(abs(factor), 100)}
