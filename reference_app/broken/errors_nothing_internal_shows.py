"""A handler of database errors that answers with the text of the driver, statement and all."""

import logging
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError

from reference_app.errors import MEDIA_TYPE
from reference_app.main import create_app

logger = logging.getLogger(__name__)
app = create_app()


@app.exception_handler(OperationalError)
async def on_database_error(_request: Request, error: OperationalError) -> Response:
    """Say what is wrong with the database."""
    logger.error("database unavailable", exc_info=error)
    content: dict[str, Any] = {"type": "about:blank", "title": "Unavailable", "status": 503, "detail": str(error)}
    return JSONResponse(content, 503, {"Retry-After": "5"}, MEDIA_TYPE)  # fault
