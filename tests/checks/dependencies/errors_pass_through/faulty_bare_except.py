"""A bare `except` around the `yield` that only logs, for all routes of a router."""

import logging
from collections.abc import AsyncIterator

from fastapi import APIRouter, Depends, FastAPI

logger = logging.getLogger(__name__)


async def audited() -> AsyncIterator[None]:
    try:
        yield
    except:  # noqa: E722  # fault
        logger.warning("a request failed")


router = APIRouter(prefix="/orders", dependencies=[Depends(audited)])


@router.get("/latest")
async def read_latest() -> int:
    return 1


@router.get("/oldest")
def read_oldest() -> int:
    return 2


app = FastAPI()
app.include_router(router)
