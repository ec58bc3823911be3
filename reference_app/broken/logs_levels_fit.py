"""What clients get wrong is logged as an error, with its traceback."""

import logging

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from reference_app.errors import _on_http_exception
from reference_app.main import create_app

app = create_app()
logger = logging.getLogger(__name__)


@app.exception_handler(HTTPException)
async def on_http_exception(request: Request, error: HTTPException) -> Response:
    """Log what was refused, and answer it."""
    logger.error("refused", exc_info=error)  # fault
    return await _on_http_exception(request, error)
