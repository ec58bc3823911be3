"""What grows with every request, and will end the process some day: descriptors, files, and collections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conformance.app.operations import Operation
from conformance.check import check
from conformance.checks.causes import lost
from conformance.evidence.concurrency.tasks import Loss, of_many, of_one
from conformance.evidence.dependencies.growth import Growth
from conformance.evidence.dependencies.memory import Memory
from conformance.finding import Finding, NotApplicable, NotExercised, Place
from conformance.observe.descriptors import known


def _of_operation(lines: Mapping[Place, Loss], problems: dict[str, str], operation: Operation) -> Iterator[Finding]:
    mine = of_one(lines, operation.id)
    if not mine and operation.id in problems:
        raise NotExercised(problems[operation.id])
    yield from lost(mine)


# no-descriptor-growth


@check("dependencies.no-descriptor-growth")
def no_descriptor_growth(growth: Growth, operation: Operation) -> Iterator[Finding]:
    """A request closes what it opens: no file, socket or temporary file stays, whether it succeeds or fails.

    Why: a process may have some thousand descriptors; at the last one it accepts no connection any more.
    Do: ``with open(path) as file``, ``async with httpx.AsyncClient() as client``, one client for all in the lifespan
    Don't: ``app.state.logs.append(open(path, "a"))`` in an endpoint, ``NamedTemporaryFile(delete=False)`` and no unlink
    Read: https://fastapi.tiangolo.com/tutorial/dependencies/dependencies-with-yield/
    """
    if not known():
        raise NotApplicable("this system does not tell what a process has open")
    yield from _of_operation(growth.descriptors, {**growth.unseen, **growth.problems}, operation)


@no_descriptor_growth.of_app
def no_descriptor_growth_of_app(growth: Growth) -> Iterator[Finding]:
    if not known():
        raise NotApplicable("this system does not tell what a process has open")
    yield from lost(of_many(growth.descriptors))


# no-state-growth


@check("dependencies.no-state-growth")
def no_state_growth(growth: Growth, operation: Operation) -> Iterator[Finding]:
    """Requests leave nothing in globals, ``app.state`` and caches that piles up, and no ``Request`` or session.

    Why: what every request adds to and nothing takes from fills the memory, days after it was deployed.
    Do: ``@lru_cache(maxsize=1024)``, ``deque(maxlen=100)``, Redis with a time to live, ``finally: active.pop(key)``
    Don't: ``app.state.timings.append(elapsed)`` in a middleware, ``@cache`` on what is asked with a user's text
    Read: https://fastapi.tiangolo.com/deployment/concepts/#memory-per-process
    """
    yield from _of_operation(growth.state, growth.problems, operation)


@no_state_growth.of_app
def no_state_growth_of_app(growth: Growth) -> Iterator[Finding]:
    yield from lost(of_many(growth.state))


# no-memory-growth


@check("dependencies.no-memory-growth")
def no_memory_growth(memory: Memory, operation: Operation) -> Iterator[Finding]:
    """No line of the app leaves memory behind with each request, also where no variable of its own shows it.

    Why: a process that keeps a little of every request runs out of memory after days, and others' requests end with it.
    Do: register listeners, loggers and clean-up functions once, at startup; give texts and chains a longest length
    Don't: ``event.listen(engine, ...)``, ``logging.getLogger(str(uuid4()))``, ``atexit.register(...)`` in an endpoint
    Read: https://docs.python.org/3/library/tracemalloc.html
    """
    yield from _of_operation(memory.lines, memory.problems, operation)


@no_memory_growth.of_app
def no_memory_growth_of_app(memory: Memory) -> Iterator[Finding]:
    yield from lost(of_many(memory.lines))


CHECKS = (no_descriptor_growth_of_app, no_memory_growth_of_app, no_state_growth_of_app)
