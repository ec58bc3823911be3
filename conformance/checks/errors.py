"""Error shapes: one shape, the right status, nothing of the inside, for every way to fail."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.app.causes import causes
from conformance.app.code import UserCode
from conformance.app.driver import Valid
from conformance.app.exchange import Exchange
from conformance.app.loading import Target
from conformance.app.operations import Operation
from conformance.check import check
from conformance.checks import schemas, semantics
from conformance.checks.causes import (
    Cause,
    Sound,
    error_of,
    grouped,
    of_answer,
    of_crash,
    of_refusal,
    or_require,
    seen,
    sound,
    swallowed_at,
)
from conformance.evidence.errors.broken import Caught, Sharing
from conformance.evidence.errors.handlers import HandlerFailure
from conformance.evidence.errors.shapes import ErrorAnswers, shape
from conformance.evidence.errors.unrouted import Unrouted
from conformance.evidence.provoked import Provoked, crashed
from conformance.faults.network import is_refused
from conformance.finding import Finding, NotApplicable, NotExercised, Place
from conformance.gathering import Across

Found = Iterator[tuple[Cause, Provoked, str]]


def _is_own(one: tuple[Cause, Provoked, str], sharing: Sharing) -> bool:
    """Return whether a cause is its operation's: one that several operations run is judged once, of the app."""
    return one[0].own and not sharing.shares(one[0].at)


# no-input-crashes


@check("errors.no-input-crashes")
def no_input_crashes(
    sample: Valid, crashing: list[Provoked], code: UserCode, target: Target, sharing: Sharing
) -> Iterator[Finding]:
    """No input turns into a server error.

    Why: whoever sends the value takes the answer from everybody the worker serves, and fills the error log.
    Do: say what is accepted: ``limit: Annotated[int, Query(ge=1, le=100)]``, ``Field(allow_inf_nan=False)``
    Don't: ``limit: int``, handed to a database that holds 64 bits
    Read: https://fastapi.tiangolo.com/tutorial/query-params-str-validations/
    """
    found = list(grouped(one for one in _crashes(crashing, code, target) if _is_own(one, sharing)))
    if not found and any(one.kind == "stale" for one in crashing):
        raise NotExercised("what was sent to other operations broke it before its own hostile values were tried")
    yield from or_require(iter(found), sample.problem)


@no_input_crashes.of_app
def no_input_crashes_of_app(across: Across, code: UserCode, target: Target, sharing: Sharing) -> Iterator[Finding]:
    found = [one for _, answers in across("crashing") for one in answers]
    yield from grouped(one for one in _crashes(found, code, target) if not _is_own(one, sharing))


def _crashes(found: list[Provoked], code: UserCode, target: Target) -> Found:
    for one in found:
        error = error_of(one.exchange)
        sure = not one.exchange.failure or one.kind == "hostile"  # what was too slow once may be the machine's fault
        if (
            one.kind != "stale"
            and crashed(one.exchange)
            and sure
            and not is_refused(error)
            and one.operation is not None
        ):
            cause = of_crash(one.exchange, one.operation, code, target)
            yield cause, one, _crash_message(one, error)


def _crash_message(one: Provoked, error: BaseException | None) -> str:
    what = one.exchange.failure or f"answers {one.exchange.status or 'nothing'}"
    why = f": {type(error).__name__}: {error}" if error is not None and not one.exchange.failure else ""
    return f"{one.operation} {what} when {one.how}{why[:200]}"


# nothing-internal-shows


@check("errors.nothing-internal-shows")
def nothing_internal_shows(
    sample: Valid, injected: list[Provoked], caught: list[Caught], target: Target, sharing: Sharing
) -> Iterator[Finding]:
    """A server error never shows exception texts, SQL, paths or stacks.

    Why: what an exception says helps an attacker and nobody else; people need an id they can quote.
    Do: answer ``{"detail": "Internal Server Error"}`` and log the exception
    Don't: ``except Exception as error: raise HTTPException(500, str(error))``
    Read: https://fastapi.tiangolo.com/tutorial/handling-errors/
    """
    found = injected + [one.provoked for one in caught]
    yield from or_require(grouped(one for one in _shows(found, target) if _is_own(one, sharing)), sample.problem)


@nothing_internal_shows.of_app
def nothing_internal_shows_of_app(across: Across, target: Target, sharing: Sharing) -> Iterator[Finding]:
    found = [one for name in ("injected", "outages") for _, answers in across(name) for one in answers]
    found += [one.provoked for _, ones in across("caught") for one in ones]
    if not found:
        raise NotExercised("no operation was exercised, so no failure could be put into one")
    yield from grouped(one for one in _shows(found, target) if not _is_own(one, sharing))


_MARKS = ("Traceback (most recent call last)", "site-packages/", "(Background on this error at: https://sqlalche.me")


def _shows(found: list[Provoked], target: Target) -> Found:
    clean = sound(one.exchange for one in found if one.canary not in one.exchange.text)
    for one in found:
        exchange = one.exchange
        if one.kind == "http" or exchange.status is None or exchange.status < 500:
            continue
        text = exchange.text + "".join(value for _, value in exchange.headers)
        shown = "the text of the exception" if one.canary in text else next((m for m in _MARKS if m in text), "")
        if shown:
            yield of_refusal(one, target, clean), one, f"the {exchange.status} answer shows {shown} when {one.how}"


# one-shape


@check("errors.one-shape")
def one_shape(
    sample: Valid, error_answers: ErrorAnswers, operation: Operation, target: Target, sharing: Sharing
) -> Iterator[Finding]:
    """All error answers have one JSON shape and one media type.

    Why: a client that has to guess what an error looks like shows its user nothing, or crashes itself.
    Do: one handler each for HTTPException, RequestValidationError and Exception, all making the same body
    Don't: ``return JSONResponse({"error": "no such item"}, 404)`` beside ``raise HTTPException(404, "no such item")``
    Read: https://www.rfc-editor.org/rfc/rfc9457
    """
    mine = (one for one in _misshapen(error_answers, target) if one[1].operation == operation)
    yield from or_require(grouped(one for one in mine if _is_own(one, sharing)), sample.problem)


@one_shape.of_app
def one_shape_of_app(error_answers: ErrorAnswers, target: Target, sharing: Sharing) -> Iterator[Finding]:
    if not error_answers.answers:
        raise NotExercised("no way to fail could be provoked")
    if error_answers.house is not None and error_answers.house.members is None:
        one = error_answers.answers[0]
        yield Finding(
            f"errors are answered with {error_answers.house}, not with a JSON object", target.at, seen(one.exchange)
        )
        return
    yield from grouped(one for one in _misshapen(error_answers, target) if not _is_own(one, sharing))


def _misshapen(answers: ErrorAnswers, target: Target) -> Found:
    others = {id(one) for one in answers.others}
    clean = sound(one.exchange for one in answers.answers if id(one) not in others)
    for one in answers.others:
        said = f"{one.exchange.status} is answered with {shape(one.exchange)}, other errors with {answers.house}"
        yield of_answer(one.exchange, one.operation, target, clean), one, f"{said} ({one.how})"


# input-is-not-echoed


@check("errors.input-is-not-echoed")
def input_is_not_echoed(
    sample: Valid, secrets_sent: list[Provoked], code: UserCode, target: Target, sharing: Sharing
) -> Iterator[Finding]:
    """An answer that refuses a request never repeats a secret it was sent.

    Why: error answers end up in logs, in browsers' consoles and in tickets; FastAPI's default 422 holds the input.
    Do: in a handler of RequestValidationError, leave ``input`` and ``ctx`` out of ``error.errors()``
    Don't: keep the default handler in front of a login or a registration
    Read: https://fastapi.tiangolo.com/tutorial/handling-errors/
    """
    yield from or_require(
        grouped(one for one in _echoes(secrets_sent, code, target) if _is_own(one, sharing)), sample.problem
    )


@input_is_not_echoed.of_app
def input_is_not_echoed_of_app(across: Across, code: UserCode, target: Target, sharing: Sharing) -> Iterator[Finding]:
    found = [one for _, answers in across("secrets_sent") for one in answers]
    if not found:
        raise NotApplicable("no operation that was exercised takes a secret")
    yield from grouped(one for one in _echoes(found, code, target) if not _is_own(one, sharing))


def _echoes(found: list[Provoked], code: UserCode, target: Target) -> Found:
    clean = sound(one.exchange for one in found if one.canary not in one.exchange.text)
    for one in found:
        exchange = one.exchange
        text = exchange.text + "".join(value for name, value in exchange.headers if name != "set-cookie")
        if (exchange.status or 0) >= 400 and one.canary in text:
            yield _repeats(one, code, target, clean), one, f"the {exchange.status} answer repeats a secret: {one.how}"


def _repeats(one: Provoked, code: UserCode, target: Target, clean: Sound) -> Cause:
    """Return what put the secret into the answer: a validator's own message, or whoever made the answer."""
    for error in one.exchange.invalid.errors() if one.exchange.invalid is not None else ():
        cause = (error.get("ctx") or {}).get("error")
        at = code.raised_at(cause) if isinstance(cause, Exception) and one.canary in str(cause) else None
        if at is not None:
            return Cause(at, False)
    return of_refusal(one, target, clean)


# http-semantics


@check("errors.http-semantics")
def http_semantics(
    sample: Valid, failures: list[Provoked], crashing: list[Provoked], code: UserCode, target: Target, sharing: Sharing
) -> Iterator[Finding]:
    """Every error has the status and the headers that HTTP gives it, and no error hides in a success.

    Why: caches, proxies, clients and monitors act on status and headers; they do not read bodies.
    Do: ``raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})``
    Don't: ``return {"error": "not found"}`` with status 200
    Read: https://www.rfc-editor.org/rfc/rfc9110#section-15
    """
    unsound = semantics.unsound(failures + crashing, sample, code, target)
    yield from or_require(grouped(one for one in unsound if _is_own(one, sharing)), sample.problem)


@http_semantics.of_app
def http_semantics_of_app(
    across: Across, unrouted: Unrouted, code: UserCode, target: Target, sharing: Sharing
) -> Iterator[Finding]:
    found = [*semantics.of_methods(unrouted, target), *semantics.of_paths(unrouted, target)]
    for operation, sample in across("sample"):
        answers = across.at("failures", operation) + across.at("crashing", operation)
        unsound = semantics.unsound(answers, sample, code, target)
        found += [one for one in unsound if not _is_own(one, sharing)]
    yield from grouped(found)


# response-fits-its-schema


@check("errors.response-fits-its-schema")
def response_fits_its_schema(attempts: list[Exchange], operation: Operation) -> Iterator[Finding]:
    """Every answer has the media type and the fields that the operation declares.

    Why: a client is generated from the declaration; what does not fit it fails there, or as a 500 here.
    Do: return what ``response_model`` says, or declare what you return
    Don't: ``-> Item`` and then ``return JSONResponse({"title": ...})``
    Read: https://fastapi.tiangolo.com/tutorial/response-model/
    """
    yield from schemas.misfits(attempts, operation)


# dead-dependency-is-503


@check("errors.dead-dependency-is-503", level="should")
def dead_dependency_is_503(
    across: Across, black_holes: list[Provoked], code: UserCode, target: Target
) -> Iterator[Finding]:
    """What depends on something that is gone is answered 503, or otherwise on purpose, and soon.

    Why: a 500 says that the app is broken and pages its team; a 503 with Retry-After says wait, and clients do.
    Do: a handler of ``sqlalchemy.exc.OperationalError`` that answers 503 with ``Retry-After``
    Don't: let the driver's exception become a 500
    Read: https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4
    """
    found = [one for _, answers in across("outages") for one in answers]
    found += [one for _, answers in across("refusals") for one in answers]
    found += black_holes
    if not found:
        raise NotApplicable("nothing that was exercised depends on a database, a Redis or another host")
    yield from grouped(_dead(found, code, target))


def _dead(found: list[Provoked], code: UserCode, target: Target) -> Found:
    first: dict[str, Cause] = {}
    for one in found:
        if crashed(one.exchange):
            error = error_of(one.exchange)
            cause = first.setdefault(one.kind, _surfaced(one, error, code, target))
            why = f" ({type(error).__name__})" if error is not None else ""
            what = one.exchange.failure or f"answers {one.exchange.status}"
            yield cause, one, f"{one.operation} {what}{why} when {one.how}"


def _surfaced(one: Provoked, error: BaseException | None, code: UserCode, target: Target) -> Cause:
    """Return the line at which what is gone was noticed last: the call, or the clause that made a 500 of it."""
    touched = one.exchange.touched.get(one.kind)
    if one.exchange.failure:
        return Cause(touched, False)
    if one.exchange.refusal is not None and one.exchange.refusal.at is not None:
        return Cause(one.exchange.refusal.at, False)
    at = code.raised_at(error) if error is not None else of_refusal(one, target).at
    return Cause(at or touched, False)


# unknown-id-is-404


@check("errors.unknown-id-is-404", level="should")
def unknown_id_is_404(
    sample: Valid, unknown_ids: list[Provoked], operation: Operation, code: UserCode, target: Target
) -> Iterator[Finding]:
    """A request for a thing that does not exist is answered 404.

    Why: a 500 hides real crashes, and a 200 with null crashes the client that believed it.
    Do: ``if item is None: raise HTTPException(404)``
    Don't: ``return await session.get(Item, item_id)``
    Read: https://fastapi.tiangolo.com/tutorial/handling-errors/
    """
    yield from or_require(grouped(_unanswered(unknown_ids, operation, code, target)), sample.problem)


def _unanswered(found: list[Provoked], operation: Operation, code: UserCode, target: Target) -> Found:
    for one in found:
        exchange = one.exchange
        if crashed(exchange) and not exchange.failure:
            yield of_crash(exchange, operation, code, target), one, _crash_message(one, error_of(exchange))
        elif operation.method == "GET" and exchange.status == 200 and exchange.text.strip() in ("null", "", "{}"):
            message = f"{operation} answers 200 {exchange.text.strip() or 'and nothing'} when {one.how}"
            yield of_refusal(one, target), one, message


# handlers-do-not-fail


@check("errors.handlers-do-not-fail")
def handlers_do_not_fail(handler_failures: list[HandlerFailure]) -> Iterator[Finding]:
    """No exception handler fails itself.

    Why: the error it was there for is lost, and its client gets a bare 500, or nothing.
    Do: ``jsonable_encoder(error.errors())``, and a test that raises the exception
    Don't: ``JSONResponse({"detail": error.errors()})``, which cannot encode the ValueError of a validator
    Read: https://fastapi.tiangolo.com/tutorial/handling-errors/#override-request-validation-exceptions
    """
    yield from grouped((Cause(one.at, False), one.provoked, one.message) for one in handler_failures)


# failure-in-mid-stream-aborts


@check("errors.failure-in-mid-stream-aborts")
def failure_in_mid_stream_aborts(
    broken_streams: list[Provoked], operation: Operation, code: UserCode
) -> Iterator[Finding]:
    """A failure after the answer has begun is logged and aborts the connection.

    Why: an answer that ends as if it were whole is stored, parsed and believed.
    Do: let the exception pass; the server closes the connection without the last chunk
    Don't: ``except Exception: return`` around the loop that yields
    Read: https://www.rfc-editor.org/rfc/rfc9112#section-8
    """
    for one in broken_streams:
        exchange, message = one.exchange, _swallowed(one)
        if message:
            yield Finding(message, _swallowed_at(one, code) or operation.at, seen(exchange))
            return


def _swallowed(one: Provoked) -> str:
    """Return what became of a failure in a stream when neither the client nor the log was told, or ""."""
    exchange, fault = one.exchange, one.fault
    if exchange.exception is not None or not exchange.complete:
        return ""
    logged = _logged(exchange, fault.error, one.canary)
    if fault.after:
        return "" if logged else f"the answer goes on but nothing is logged when {one.how}"
    return f"the answer ends as if it were whole{'' if logged else ', and nothing is logged,'} when {one.how}"


def _swallowed_at(one: Provoked, code: UserCode) -> Place | None:
    sender = one.fault.ended_by
    if sender is not None:
        return Place(sender.filename, sender.lineno or 0)
    return swallowed_at(one.fault.error, code)


def _logged(exchange: Exchange, error: BaseException, canary: str) -> bool:
    return any(one.error is error or canary in one.text or _caused(one.error, error) for one in exchange.logs)


def _caused(error: BaseException | None, by: BaseException) -> bool:
    return any(one is by for one in causes(error))


# background-failure-is-contained


@check("errors.background-failure-is-contained")
def background_failure_is_contained(broken_background: Provoked, code: UserCode) -> Iterator[Finding]:
    """A background task that fails is logged and does not cancel the others.

    Why: Starlette runs the tasks of an answer one after the other, and the first exception ends them all.
    Do: catch and log inside each task, ``logger.exception("mail")``, or give the work to a queue
    Don't: two ``add_task`` whose first may raise
    Read: https://fastapi.tiangolo.com/tutorial/background-tasks/
    """
    exchange = broken_background.exchange
    first, *others = exchange.background
    lost = [task.name for task in others if not task.begun]
    passed = _caused(exchange.exception, broken_background.fault.error)
    if lost:
        yield Finding(f"{first.name} fails, and {', '.join(lost)} never runs", first.at)
    if not passed and not _logged(exchange, broken_background.fault.error, broken_background.canary):
        at = swallowed_at(broken_background.fault.error, code) or first.at
        yield Finding(f"{first.name} fails, and nothing is logged", at)


# statuses-are-documented


@check("errors.statuses-are-documented", level="should")
def statuses_are_documented(sample: Valid, failures: list[Provoked], operation: Operation) -> Iterator[Finding]:
    """Every status that an operation answers is in its OpenAPI description.

    Why: generated clients handle the statuses they were told of, and raise on the others.
    Do: ``@router.get("/items/{item_id}", responses={404: {"model": Problem}})``
    Don't: a ``raise HTTPException(409)`` that only the code knows of
    Read: https://fastapi.tiangolo.com/advanced/additional-responses/
    """
    if not operation.in_schema:
        raise NotApplicable("is not in the OpenAPI description")
    yield from or_require(schemas.undocumented(sample, failures, operation), sample.problem)


CHECKS = (
    background_failure_is_contained,
    dead_dependency_is_503,
    failure_in_mid_stream_aborts,
    handlers_do_not_fail,
    http_semantics_of_app,
    input_is_not_echoed_of_app,
    no_input_crashes_of_app,
    nothing_internal_shows_of_app,
    one_shape_of_app,
    response_fits_its_schema,
    statuses_are_documented,
    unknown_id_is_404,
)
