"""structlog formats the records of others as well, tracebacks included."""

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
_h = logging.StreamHandler(sys.stdout)
_h.setFormatter(
    structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, structlog.processors.JSONRenderer()],
    )
)
logging.getLogger().handlers[:] = [_h]
logging.getLogger().setLevel("INFO")
lib = logging.getLogger("a.library")
log = structlog.get_logger("api")
app = FastAPI()


@app.get("/orders/{number}")
async def order(number: int) -> int:
    log.info("order", number=number)
    lib.info("from a library\nin two lines")
    try:
        raise ValueError("expected")
    except ValueError:
        lib.warning("a stack", exc_info=True)
    return number
