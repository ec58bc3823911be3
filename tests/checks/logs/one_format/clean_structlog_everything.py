"""One formatter of structlog's makes JSON of everybody's records."""

import logging
import sys

import structlog
from fastapi import FastAPI

shared = [structlog.stdlib.add_log_level, structlog.processors.format_exc_info]
structlog.configure(
    processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
)
handler = logging.StreamHandler(sys.stderr)
handler.setFormatter(
    structlog.stdlib.ProcessorFormatter(processor=structlog.processors.JSONRenderer(), foreign_pre_chain=shared)
)
plain = logging.getLogger("shop.formatted")
plain.propagate = False
plain.setLevel(logging.INFO)
plain.handlers[:] = [handler]
structured = structlog.get_logger("shop.formatted")
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    structured.info("prices")
    plain.info("prices")
    return [1, 2, 3]
