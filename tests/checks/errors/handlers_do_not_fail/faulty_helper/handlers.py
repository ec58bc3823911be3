"""The handlers of the app."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from tests.checks.errors.handlers_do_not_fail.faulty_helper.wording import worded


def http_error(request: Request, exc: HTTPException) -> JSONResponse:
    error = worded(exc.detail)  # fault
    return JSONResponse({"error": error}, status_code=exc.status_code, headers=exc.headers)


def install(app: FastAPI) -> None:
    app.add_exception_handler(HTTPException, http_error)
