"""What HTTP asks of answers that refuse or fail (RFC 9110): statuses, headers, content."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from conformance.app.driver import Valid
from conformance.app.exchange import Exchange
from conformance.app.loading import Target
from conformance.checks.causes import Cause, of_answer, of_refusal
from conformance.evidence.provoked import Provoked, Unrouted

Found = Iterator[tuple[Cause, Provoked, str]]

_REFUSED = frozenset({"missing", "wrong-type", "out-of-range", "refused-by-validator", "malformed", "media-type"})
_SOUND = frozenset({400, 401, 403, 404, 409, 410, 412, 413, 414, 415, 422, 428, 429, 431})
_FAILED = frozenset({"error", "fail", "failed", "failure"})


def unsound(failures: list[Provoked], sample: Valid, target: Target) -> Found:
    """Yield what is wrong with the answers of one operation, each with its cause."""
    answers = [Provoked("the request is valid", "valid", sample.exchange), *failures]
    for one in answers:
        for message in _wrong(one, sample):
            yield of_refusal(one, target), one, message


def _wrong(one: Provoked, sample: Valid) -> Iterator[str]:
    exchange = one.exchange
    if exchange.status is None or exchange.failure:
        return
    yield from _headers(exchange, one.how)
    if one.kind == "malformed" and exchange.status >= 500:
        yield f"answers {exchange.status} when {one.how}, where 400 or 422 is due"
    elif one.kind in _REFUSED and exchange.status < 500 and exchange.status not in _SOUND:
        yield f"answers {exchange.status} when {one.how}, where 400 or 422 is due"
    elif one.kind == "http" and exchange.status < 400:
        yield f"an HTTPException is answered {exchange.status}, a success"
    elif one.kind in ("caught", "unhandled", "unknown-id") and exchange.status < 400:
        if error_inside(exchange.json()) and (sample.made_up or not error_inside(sample.exchange.json())):
            yield f"answers {exchange.status} with an error inside when {one.how}"


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
                yield of_answer(exchange, one.operation, target), one, message
        elif (exchange.status or 500) < 400 and error_inside(exchange.json()):
            yield of_answer(exchange, one.operation, target), one, f"answers {exchange.status} to {one.how}"


def of_paths(unrouted: Unrouted, target: Target) -> Found:
    """Yield what is wrong with answers to unknown paths; an app may serve any path, but not an error as a success."""
    for one in unrouted.paths:
        exchange = one.exchange
        if (exchange.status or 500) < 400 and error_inside(exchange.json()):
            message = f"answers {exchange.status} with an error inside to {one.how}"
            yield of_answer(exchange, None, target), one, message
