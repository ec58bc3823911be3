"""The house the corpus is built in: an app that conforms to every errors check, in three house styles.

A faulty module takes such an app and breaks one thing; what is broken is in the module, never here.
"""

import json
import logging
from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import StringConstraints
from starlette.exceptions import HTTPException
from starlette.routing import Match

log = logging.getLogger("house")

# A bare `str` lets a lone surrogate in, which no answer can be encoded with; a constrained one refuses it.
Text = Annotated[str, StringConstraints(max_length=1000)]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
PHRASES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
MEDIA_TYPES = {"detail": "application/json", "problem": "application/problem+json", "envelope": "application/json"}
DOCUMENTED: dict[int | str, dict[str, Any]] = {"4XX": {"description": "Refused"}, "5XX": {"description": "Failed"}}


def make_app(style: str = "detail", **options: Any) -> FastAPI:
    """An app that conforms to every errors check, in the style `detail`, `problem` or `envelope`."""
    return conform(FastAPI(**{"responses": DOCUMENTED, **options}), style)


def conform(app: FastAPI, style: str = "detail") -> FastAPI:
    """The same app, with handlers that answer every failure in one style."""

    async def refused(request: Request, exc: HTTPException) -> Response:
        headers = dict(exc.headers or {})
        if exc.status_code == 401:
            headers.setdefault("WWW-Authenticate", "Bearer")
        if exc.status_code == 405:
            headers["Allow"] = ", ".join(allowed_methods(request))
        return failure(style, exc.status_code, exc.detail, headers=headers)

    async def invalid(_: Request, exc: RequestValidationError) -> Response:
        return failure(style, 422, "The request is not valid.", problems=without_input(exc.errors()))

    async def crashed(request: Request, exc: Exception) -> Response:
        log.error("%s %s failed", request.method, request.scope["path"], exc_info=exc)
        return failure(style, 500, "Something went wrong on our side.")

    app.add_exception_handler(HTTPException, refused)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, invalid)  # type: ignore[arg-type]
    app.add_exception_handler(Exception, crashed)
    return app


def failure(
    style: str,
    status: int,
    detail: Any,
    *,
    problems: list[dict[str, Any]] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """An answer that says what went wrong, in one style."""
    phrase = PHRASES.get(status, "Error")
    body: dict[str, Any]
    if style == "problem":
        body = {"type": "about:blank", "title": phrase, "status": status, "detail": detail}
        if problems:
            body["errors"] = problems
    elif style == "envelope":
        body = {"error": {"code": phrase.lower().replace(" ", "_"), "message": detail}}
        if problems:
            body["error"]["details"] = problems
    else:
        body = {"detail": problems or detail}
    return Response(json.dumps(body, default=str), status, headers, MEDIA_TYPES[style])


def without_input(errors: Iterable[Any]) -> list[dict[str, Any]]:
    """Validation errors without what was sent; a lone surrogate in a key stays escaped, as JSON allows."""
    return [{"loc": list(error["loc"]), "msg": error["msg"], "type": error["type"]} for error in errors]


def allowed_methods(request: Request) -> list[str]:
    """The methods of every route on this path, not only of the first one."""
    routes = request.scope["app"].router.routes

    def full(method: str) -> bool:
        scope = {**request.scope, "method": method}
        return any(route.matches(scope)[0] is Match.FULL for route in routes)

    return [method for method in METHODS if full(method)]
