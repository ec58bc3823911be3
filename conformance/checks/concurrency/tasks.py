"""Tasks, threads and loops that requests start: kept while they run, and gone afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.app.driver import Valid
from conformance.app.operations import Operation
from conformance.check import check
from conformance.checks.causes import lost, or_require
from conformance.evidence.concurrency.departures import Departures
from conformance.evidence.concurrency.tasks import Again, Loss, Losses, Strays, of_many, of_one
from conformance.finding import Finding, NotApplicable, NotExercised, Place

# tasks-are-kept


@check("concurrency.tasks-are-kept")
def tasks_are_kept(lost_tasks: Losses, operation: Operation, sample: Valid) -> Iterator[Finding]:
    """The result of ``create_task`` and ``ensure_future`` is always kept, so that no task is collected while it waits.

    Why: the event loop refers to tasks weakly; one that nobody keeps may vanish half done, without a word.
    Do: ``tasks.add(task); task.add_done_callback(tasks.discard)``, or a ``TaskGroup``
    Don't: ``asyncio.create_task(send_mail())`` as a statement
    Read: https://docs.python.org/3/library/asyncio-task.html#asyncio.create_task
    """
    found = of_one(lost_tasks.lines, operation.id)
    if not found and sample.exchange.ok and operation.id not in lost_tasks.starting:
        raise NotApplicable("starts no task")
    yield from or_require(lost(found), sample.problem)


@tasks_are_kept.of_app
def tasks_are_kept_of_app(lost_tasks: Losses) -> Iterator[Finding]:
    if not lost_tasks.anywhere and not lost_tasks.starting:
        raise NotApplicable("starts no task anywhere")
    yield from lost(lost_tasks.of_app())


# no-nested-loop


@check("concurrency.no-nested-loop")
def no_nested_loop(
    nested_loops: dict[Place | None, Loss], again: Again, operation: Operation, sample: Valid
) -> Iterator[Finding]:
    """No event loop is started while a request is served: what is asynchronous is awaited on the one that runs.

    Why: under a running loop it raises; in a thread, clients and pools of the first loop fail in the second.
    Do: an ``async def`` endpoint that awaits, or ``anyio.from_thread.run(function)`` from a thread
    Don't: ``asyncio.run(load())`` in a ``def`` endpoint or dependency
    Read: https://docs.python.org/3/library/asyncio-runner.html#asyncio.run
    """
    mine = of_one(nested_loops, operation.id)
    yield from or_require(lost(mine), sample.problem)


@no_nested_loop.of_app
def no_nested_loop_of_app(nested_loops: dict[Place | None, Loss]) -> Iterator[Finding]:
    yield from lost(of_many(nested_loops))


# no-stray-tasks


@check("concurrency.no-stray-tasks")
def no_stray_tasks(strays: Strays, operation: Operation, sample: Valid) -> Iterator[Finding]:
    """A request leaves nothing behind that nobody watches: no task or thread that stays, no exception never retrieved.

    Why: what every request adds to and nothing ends fills the memory; what fails unheard is missed when it is too late.
    Do: start long-lived work in the lifespan; cancel or await in ``finally`` what a request started for itself
    Don't: ``tasks.add(asyncio.create_task(watch_for_ever(user)))`` in an endpoint
    Read: https://fastapi.tiangolo.com/advanced/events/
    """
    mine = of_one(strays.lines, operation.id)
    if not mine and operation.id in strays.apart:
        raise NotApplicable("does not end before its client leaves")
    yield from or_require(lost(mine), sample.problem)


@no_stray_tasks.of_app
def no_stray_tasks_of_app(strays: Strays) -> Iterator[Finding]:
    yield from lost(of_many(strays.lines))


# disconnect-frees-resources


@check("concurrency.disconnect-frees-resources")
def disconnect_frees_resources(
    departures: Departures, operation: Operation, *, seconds: float = 2.0
) -> Iterator[Finding]:
    """When the client leaves, work stops or finishes, and all it held is given back within some seconds.

    Why: clients leave all the time; what each leaves behind, a task, a thread, a connection, is missing to the next.
    Do: ``try: ... finally:`` around what yields, ``async with`` for sessions, ``await request.is_disconnected()``
    Don't: ``producer = asyncio.create_task(feed(queue))`` in a stream that never cancels it
    Read: https://www.starlette.io/responses/#streamingresponse
    """
    left = departures.within(seconds)
    mine = of_one(left.lines, operation.id)
    if not mine and operation.id in left.problems:
        raise NotExercised(left.problems[operation.id])
    if not mine and operation.id not in left.tried:
        raise NotApplicable("answers before a client could leave")
    yield from lost(mine)


@disconnect_frees_resources.of_app
def disconnect_frees_resources_of_app(departures: Departures, *, seconds: float = 2.0) -> Iterator[Finding]:
    yield from lost(of_many(departures.within(seconds).lines))


CHECKS = (
    disconnect_frees_resources_of_app,
    no_nested_loop_of_app,
    no_stray_tasks_of_app,
    tasks_are_kept_of_app,
)
