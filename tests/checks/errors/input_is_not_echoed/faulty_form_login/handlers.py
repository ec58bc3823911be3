"""The app's exception handlers."""

import json

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError

from tests.checks.errors.input_is_not_echoed.faulty_form_login.formatting import as_lines


async def invalid(request: Request, exc: RequestValidationError) -> Response:
    body = json.dumps({"detail": as_lines(exc.errors())})
    return Response(body, status_code=422, media_type="application/json")  # fault


def install(app: FastAPI) -> None:
    app.add_exception_handler(RequestValidationError, invalid)
