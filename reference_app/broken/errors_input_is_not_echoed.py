"""A handler of invalid requests that shows what was sent, passwords too."""

from typing import Any

from fastapi import Request, Response
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from reference_app.errors import MEDIA_TYPE
from reference_app.main import create_app

app = create_app()


@app.exception_handler(RequestValidationError)
async def on_invalid_request(_request: Request, error: RequestValidationError) -> Response:
    """Say what is wrong with each field."""
    found = [f"{each['msg']}, not {each['input']!r}" for each in error.errors()]
    content: dict[str, Any] = {"type": "about:blank", "title": "Unprocessable Content", "status": 422, "errors": found}
    return JSONResponse(jsonable_encoder(content), 422, media_type=MEDIA_TYPE)  # fault
