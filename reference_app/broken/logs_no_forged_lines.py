"""The messages of one logger are written as plain text, with what clients sent."""

import logging
import sys
from typing import Annotated

from fastapi import Query

from reference_app.errors import responses
from reference_app.main import create_app

app = create_app()
logger = logging.getLogger("reference_app.broken.search")
logger.handlers[:] = [logging.StreamHandler(sys.stderr)]
logger.propagate = False


@app.get("/search", responses=responses(422), tags=["items"])
async def search(q: Annotated[str, Query(max_length=100)] = "") -> list[str]:
    """Search for nothing."""
    logger.info("search for %s", q)  # fault
    return []
