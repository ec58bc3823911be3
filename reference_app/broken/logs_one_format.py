"""One logger writes plain text among the JSON of all others."""

import logging
import sys

from reference_app.main import create_app

logger = logging.getLogger("reference_app.broken.plain")
logger.handlers.clear()
logger.addHandler(logging.StreamHandler(sys.stdout))  # fault
logger.propagate = False
app = create_app()


@app.get("/plain", tags=["items"])
async def plain() -> list[str]:
    """Return nothing, and say so plainly."""
    logger.info("nothing is asked for")
    return []
