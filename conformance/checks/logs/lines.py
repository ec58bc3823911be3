"""The lines of the log: each once, in one format, with the id of its request, by a logger that nobody waits for."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.app.loading import Target
from conformance.check import check
from conformance.checks.logs.flaws import of_app, of_lines, of_operation
from conformance.evidence.logs.log_flaws import LogFlaw
from conformance.evidence.logs.records import NONE_TELLS
from conformance.evidence.spread import Spread
from conformance.finding import Finding, NotApplicable, Place
from conformance.gathering import Across
from conformance.observe.log_waits import Waited

# no-duplicate-records


@check("logs.no-duplicate-records")
def no_duplicate_records(doubled_records: list[LogFlaw], spread_doubled: Spread) -> Iterator[Finding]:
    """What is logged once is written once to each place.

    Why: twice the lines is twice the bill, and every count that is made of them is wrong.
    Do: handlers on the root logger only, or ``propagate = False`` where a logger has one of its own
    Don't: ``logger.addHandler(...)`` beside ``logging.basicConfig(...)``
    Read: https://docs.python.org/3/library/logging.html#logging.Logger.propagate
    """
    yield from of_operation(doubled_records, spread_doubled)


@no_duplicate_records.of_app
def no_duplicate_records_of_app(across: Across, spread_doubled: Spread, target: Target) -> Iterator[Finding]:
    yield from of_app(across, "doubled_records", spread_doubled, target)


# no-print


@check("logs.no-print", level="should")
def no_print(prints: list[LogFlaw], spread_prints: Spread) -> Iterator[Finding]:
    """Code that serves requests logs, and does not print.

    Why: what is printed has no level, no time and no request, and nobody can turn it off.
    Do: ``logger.info("order %s was paid", order.id)``
    Don't: ``print(order)``, ``traceback.print_exc()``
    Read: https://docs.python.org/3/howto/logging.html#when-to-use-logging
    """
    yield from of_operation(prints, spread_prints)


@no_print.of_app
def no_print_of_app(across: Across, spread_prints: Spread, target: Target) -> Iterator[Finding]:
    yield from of_app(across, "prints", spread_prints, target)


# one-format


@check("logs.one-format", level="should")
def one_format(unlike_lines: list[LogFlaw], target: Target) -> Iterator[Finding]:
    """If one line of the log is JSON, all are.

    Why: what collects them parses line by line: the others are dropped, or become one event for each line of a stack.
    Do: one handler on the root logger, whose formatter puts tracebacks into the JSON as well
    Don't: a JSON formatter for your own logger, and ``basicConfig`` for everybody else's
    Read: https://docs.python.org/3/howto/logging-cookbook.html#implementing-structured-logging
    """
    yield from of_lines(unlike_lines, target.at)


# one-request-id


@check("logs.one-request-id", level="should")
def one_request_id(across: Across, untold_ids: list[str], target: Target) -> Iterator[Finding]:
    """Every line that is logged for a request tells which one, and its client can tell it too.

    Why: when a hundred are served at once, a line without an id is of no use to whoever looks into one complaint.
    Do: a middleware that keeps the id in a context variable, a filter that puts it into every record, and
    ``X-Request-ID`` in the answer
    Don't: an id that only the access log has
    Read: https://docs.python.org/3/howto/logging-cookbook.html#using-filters-to-impart-contextual-information
    """
    found = list(across("anonymous_lines"))
    if not found:
        raise NotApplicable("nothing that was exercised logs anything when it is sent a valid request")
    every = [flaw for _, flaws in found for flaw in flaws]
    if {flaw.operation.id for flaw in every if flaw.message == NONE_TELLS} == {operation.id for operation, _ in found}:
        yield Finding("no line tells which request it belongs to", every[0].at or target.at, every[0].seen)
        return
    yield from of_lines(every, target.at)
    if untold_ids:
        message = "lines tell their request by an id that its client is never told"
        yield Finding(message, target.at, operations=tuple(untold_ids))


# handlers-leave-the-loop-free


@check("logs.handlers-leave-the-loop-free")
def handlers_leave_the_loop_free(slow_handlers: list[LogFlaw], spread_handlers: Spread) -> Iterator[Finding]:
    """No log handler waits for a network on the event loop's thread.

    Why: a log server that is slow makes every request slow, and one that is gone stops the service.
    Do: ``QueueHandler`` in front, and a ``QueueListener`` with the handler that sends
    Don't: ``logger.addHandler(HTTPHandler("logs.example:80", "/"))``
    Read: https://docs.python.org/3/howto/logging-cookbook.html#dealing-with-handlers-that-block
    """
    yield from of_operation(slow_handlers, spread_handlers)


@handlers_leave_the_loop_free.of_app
def handlers_leave_the_loop_free_of_app(
    across: Across, spread_handlers: Spread, waiting_handlers: list[Waited], target: Target
) -> Iterator[Finding]:
    yield from of_app(across, "slow_handlers", spread_handlers, target)
    known = {flaw.at for _, flaws in across("slow_handlers") for flaw in flaws}
    names: dict[Place | None, str] = {}
    for one in waiting_handlers:
        if one.logged.at not in known:
            names.setdefault(one.logged.at, one.name)
    yield from (Finding(f"a log handler calls {name} on the loop", at or target.at) for at, name in names.items())


CHECKS = (
    *(no_duplicate_records_of_app, no_print_of_app, one_format, one_request_id),
    handlers_leave_the_loop_free_of_app,
)
