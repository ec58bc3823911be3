"""A logger has a handler of its own, and its records go on to the one of all others."""

import logging
import sys

from reference_app.main import create_app

logger = logging.getLogger("reference_app.broken.twice")
logger.handlers.clear()
logger.addHandler(logging.StreamHandler(sys.stdout))  # fault
app = create_app()


@app.get("/twice", tags=["items"])
async def twice() -> list[str]:
    """Return nothing, and say so twice."""
    logger.info("nothing is asked for")
    return []
