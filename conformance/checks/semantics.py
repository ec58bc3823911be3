"""What HTTP asks of answers that refuse or fail (RFC 9110): statuses, headers, content."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from conformance.app.code import UserCode
from conformance.app.driver import Valid
from conformance.app.exchange import Exchange
from conformance.app.loading import Target
from conformance.checks.causes import Cause, error_of, of_answer, of_crash, of_refusal
from conformance.evidence.errors.unrouted import Unrouted
from conformance.evidence.provoked import Provoked

Found = Iterator[tuple[Cause, Provoked, str]]

_REFUSED = frozenset({"missing", "wrong-type", "out-of-range", "refused-by-validator", "malformed", "media-type"})
_SOUND = frozenset({400, 401, 403, 404, 409, 410, 412, 413, 414, 415, 422, 428, 429, 431})
_BROKEN = frozenset({"caught", "unhandled", "unknown-id"})
_FAILED = frozenset({"error", "fail", "failed", "failure"})


def unsound(failures: list[Provoked], sample: Valid, code: UserCode, target: Target) -> Found:
    """Yield what is wrong with the answers of one operation, each with its cause."""
    answers = [Provoked("the request is valid", "valid", sample.exchange), *failures]
    for one in answers:
        for message in _wrong(one, sample):
            yield _cause(one, code, target), one, message


def _cause(one: Provoked, code: UserCode, target: Target) -> Cause:
    crash = (one.exchange.status or 0) >= 500 and error_of(one.exchange) is not None
    if crash and one.operation is not None:
        return of_crash(one.exchange, one.operation, code, target)
    return of_refusal(one, target)


def _wrong(one: Provoked, sample: Valid) -> Iterator[str]:
    exchange = one.exchange
    if exchange.status is None or exchange.failure:
        return
    yield from _headers(exchange, one.how)
    if (one.kind == "malformed" and exchange.status >= 500) or (
        one.kind in _REFUSED and exchange.status < 500 and exchange.status not in _SOUND
    ):
        yield f"answers {exchange.status} when {one.how}, where 400 or 422 is due"
    elif one.kind == "http" and exchange.status < 400:
        yield f"an HTTPException is answered {exchange.status}, a success"
    elif one.kind == "valid" and exchange.status < 400 and _only_an_error(exchange.json()):
        yield f"answers {exchange.status} with nothing but an error inside when {one.how}"
    elif one.kind in _BROKEN and exchange.status < 400 and _turned_bad(exchange, sample):
        yield f"answers {exchange.status} with an error inside when {one.how}"


def _only_an_error(body: Any) -> bool:
    """Return whether a JSON body holds an error and no more than what explains it."""
    said = isinstance(body, dict) and isinstance(body.get("error"), str | dict) and bool(body["error"])
    return said and body.keys() <= {"error", "message", "detail", "code", "success", "ok"}


def _turned_bad(exchange: Exchange, sample: Valid) -> bool:
    """Return whether an answer says that something failed, and the one to a valid request does not."""
    return error_inside(exchange.json()) and (bool(sample.made_up) or not error_inside(sample.exchange.json()))


def _headers(exchange: Exchange, how: str) -> Iterator[str]:
    status, retry = exchange.status, exchange.header("retry-after")
    if status == 401 and exchange.header("www-authenticate") is None:
        yield f"answers 401 without WWW-Authenticate when {how}"
    if status in (204, 304) and (exchange.size or (status == 204 and exchange.header("content-length"))):
        yield f"answers {status} with content when {how}"
    if status in (429, 503) and retry is not None and not _is_delay(retry):
        yield f"answers {status} with Retry-After: {retry}, which is neither seconds nor a date, when {how}"


def _is_delay(value: str) -> bool:
    if value.strip().isdigit():
        return True
    try:
        return parsedate_to_datetime(value) is not None
    except (TypeError, ValueError):
        return False


def error_inside(body: Any) -> bool:
    """Return whether a JSON body says that what it answers has failed; batches, GraphQL and JSON-RPC may."""
    if not isinstance(body, dict) or "jsonrpc" in body or body.keys() <= {"data", "errors", "extensions"}:
        return False
    flat = {str(name).lower(): value for name, value in body.items()}
    said = any(isinstance(flat.get(name), str | dict) and flat[name] for name in ("error", "exception", "err"))
    denied = any(flat.get(name) is False for name in ("success", "ok", "succeeded"))
    failed = any(str(flat.get(name)).lower() in _FAILED for name in ("status", "state", "result"))
    coded = any(_is_error_code(flat.get(name)) for name in ("status", "code", "status_code", "statuscode"))
    return said or denied or failed or coded


def _is_error_code(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 400 <= value < 600


def of_methods(unrouted: Unrouted, target: Target) -> Found:
    """Yield what is wrong with answers to methods that a path does not have."""
    for one, methods in unrouted.methods:
        exchange = one.exchange
        if exchange.status == 405:
            allow = {name.strip().upper() for name in (exchange.header("allow") or "").split(",")} - {""}
            missing = sorted(methods - allow)
            if missing:
                said = f"Allow: {', '.join(sorted(allow))}" if allow else "no Allow header"
                message = f"405 has {said}, though the path has {', '.join(sorted(methods))} ({one.how})"
                yield _unlisted(one, bool(allow), target), one, message
        elif (exchange.status or 500) < 400 and error_inside(exchange.json()):
            yield of_answer(exchange, one.operation, target), one, f"answers {exchange.status} to {one.how}"


def _unlisted(one: Provoked, partly: bool, target: Target) -> Cause:
    """Return why methods are not listed: the router knows one route only, or a handler dropped the header."""
    answer = one.exchange.answer
    if partly or answer is None or not answer.by:
        return Cause(target.made_at(one.operation.owner if one.operation is not None else None), False)
    return Cause(answer.by[-1], False)


def of_paths(unrouted: Unrouted, target: Target) -> Found:
    """Yield what is wrong with answers to unknown paths; an app may serve any path, but not an error as a success."""
    for one in unrouted.paths:
        exchange = one.exchange
        if (exchange.status or 500) < 400 and error_inside(exchange.json()):
            message = f"answers {exchange.status} with an error inside to {one.how}"
            yield of_answer(exchange, None, target), one, message
