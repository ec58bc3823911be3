"""Every way to fail, answered in one shape: problem details as in RFC 9457."""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException
from starlette.routing import Match

from reference_app import logs

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5

_PROBLEM_SCHEMA = {
    "type": "object",
    "title": "Problem",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["location", "pointer", "detail"],
                "properties": {
                    "location": {"type": "string", "description": "body, path, query, header or cookie"},
                    "pointer": {"type": "string", "description": "JSON Pointer to what was refused (RFC 6901)"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, resources, intervention, system.
_OUTAGE_CLASSES = ("08", "53", "57", "58")

logger = logging.getLogger(__name__)


def problem(
    status: int,
    detail: str | None = None,
    *,
    headers: Mapping[str, str] | None = None,
    errors: Sequence[Mapping[str, str]] | None = None,
) -> Response:
    """Return a response that explains an error; `detail` must not contain what the client sent."""
    title = _phrase(status)
    content: dict[str, Any] = {"type": "about:blank", "title": title, "status": status, "detail": detail or title}
    if (request_id := logs.request_id()) is not None:
        content["request_id"] = request_id
    if errors is not None:
        content["errors"] = errors
    # ASCII only, because a lone surrogate cannot be encoded.
    return Response(json.dumps(content), status, headers, MEDIA_TYPE)


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Document that an operation answers these statuses with a problem."""
    content = {MEDIA_TYPE: {"schema": _PROBLEM_SCHEMA}}
    return {status: {"description": _phrase(status), "content": content} for status in statuses}


def install(app: FastAPI) -> None:
    """Make the app answer every error with a problem."""
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)
    app.add_exception_handler(DBAPIError, _on_database_error)
    for unavailable in (PoolTimeoutError, RedisConnectionError, RedisTimeoutError, ConnectionError, TimeoutError):
        app.add_exception_handler(unavailable, _on_unavailable)
    app.add_exception_handler(Exception, _on_crash)


async def _on_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code < 200 or error.status_code in (204, 304):
        return Response(status_code=error.status_code, headers=headers)
    if error.status_code == 405:
        headers["Allow"] = ", ".join(_allowed_methods(request))
    detail = error.detail if isinstance(error.detail, str) else None
    return problem(error.status_code, detail, headers=headers)


async def _on_invalid_request(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return problem(422, "The request is not valid.", errors=[_describe(each) for each in error.errors()])


async def _on_database_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, DBAPIError)
    if not _is_outage(error):
        raise error
    return await _on_unavailable(request, error)


async def _on_unavailable(_request: Request, error: Exception) -> Response:
    logger.error("dependency unavailable", exc_info=error)
    return problem(
        503, "Something this service depends on is not available.", headers={"Retry-After": str(RETRY_AFTER_SECONDS)}
    )


async def _on_crash(_request: Request, error: Exception) -> Response:
    logs.crash(error)
    return problem(500)


def _is_outage(error: DBAPIError) -> bool:
    if error.connection_invalidated or isinstance(error, InterfaceError | OperationalError):
        return True
    return str(getattr(error.orig, "sqlstate", "")).startswith(_OUTAGE_CLASSES)


def _allowed_methods(request: Request) -> Iterable[str]:
    # The router names the methods of the first route on the path only.
    for method in _METHODS:
        scope = {**request.scope, "method": method}
        if any(route.matches(scope)[0] is Match.FULL for route in request.app.routes):
            yield from ("GET", "HEAD") if method == "GET" else (method,)


def _describe(error: Mapping[str, Any]) -> dict[str, str]:
    location, *path = error.get("loc") or ("request",)
    if error.get("type") == "json_invalid":
        path = []  # it is a position in the text there
    pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)
    return {"location": str(location), "pointer": pointer, "detail": str(error.get("msg", "Invalid."))}


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"
