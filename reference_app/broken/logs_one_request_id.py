"""One logger does not tell which request its lines belong to."""

import json
import logging
import sys

from reference_app.main import create_app


class Bare(logging.Formatter):
    """Makes JSON of the message alone."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        return json.dumps({"event": record.getMessage()})


logger = logging.getLogger("reference_app.broken.bare")
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(Bare())
logger.handlers[:] = [handler]
logger.propagate = False
app = create_app()


@app.get("/bare", tags=["items"])
async def bare() -> list[str]:
    """Return nothing, and say so."""
    logger.info("nothing is asked for")  # fault
    return []
