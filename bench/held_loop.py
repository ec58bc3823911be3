"""What holds the event loop: this checkout beside other tools, on the operations of tests/apps/held.

Usage: python bench/held_loop.py [TOOL ...] [--load quiet|busy] [--names]

Every tool runs in a process of its own, once on a quiet machine and once with every core kept busy; a cell shows both.
Costs are the microseconds that a tool adds to a request to a route that does nothing. `--names` lists what each tool
missed, where it named another line, and what it flagged that is clean. PostgreSQL and Redis have to answer as for the
tests; `pip install --group bench` installs the other tools.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import re
import subprocess
import sys
import time
import traceback
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, nullcontext
from contextvars import Context
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

Line = tuple[str, int]
Seen = dict[str, set[Line]]  # the lines named, by the operation that was flagged
Costs = dict[str, dict[str, float]]  # microseconds of a request, by how it was measured and by route

CHECKOUT = Path(__file__).resolve().parent.parent
HELD = "tests/apps/held/"
THRESHOLD_MS = 5
REQUESTS, COUNTED = 4, 2  # to each operation, after one that warms up; of them, those that have to be reported
SETTLED = 0.01  # seconds for which a tool may still report after the answer
DEADLINE = 2.0  # for an answer
ROUNDS, ROUND = 40, 100  # of requests whose cost is measured, in each process; short ones, to find the undisturbed
REPEATS = 3  # of the processes that measure costs, taking turns
ROUTES = ("/async", "/def")
LOADS = ("quiet", "busy")
COUNTS = ("detected", "missed", "false", "right", "wrong")
FILE = {"files": {"file": ("a.txt", b"a few words")}}
BODIES: dict[str, dict[str, Any]] = {
    "POST /blocking/upload-copied": FILE,
    "POST /blocking/upload-written": FILE,
    "POST /blocking/body-validator": {"json": {"code": "spring"}},
    "POST /blocking/model-validator": {"json": {"number": 1}},
    "POST /clean/upload": FILE,
    "POST /clean/upload-sync": FILE,
    "POST /clean/form": {"data": {"name": "ann"}},
    "POST /clean/json": {"json": {"name": "ann"}},
}


class Tool:
    """A tool as it is used here; this one is none, which is what the others' costs are compared with.

    `reports` holds a line of the user's for each report about the current request, None where it names none.
    """

    debug = False
    counted = COUNTED

    def __init__(self) -> None:
        self.reports: list[Line | None] = []

    @contextmanager
    def importing(self) -> Iterator[None]:
        """Surround the import of the app."""
        yield

    def wrapped(self, app: Any) -> Any:
        """Return what is served instead of the app."""
        return app

    def start(self) -> None:
        """Begin, on the loop, once the lifespan is entered."""

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Surround the requests that count."""
        yield


class Blockbuster(Tool):
    """Raises where a function on its list is called under a frame of the app's; noted is also what the app swallows."""

    counted = 1  # what it breaks, such as a task of the lifespan's, makes no second call

    def __init__(self) -> None:
        super().__init__()
        self._module = module("blockbuster.blockbuster")
        self._error = self._module.BlockingError
        self._module.BlockingError = self._raised
        self._all = self._module.BlockBuster("tests.apps.held")

    def _raised(self, function: str) -> Any:
        self.reports.append(innermost(_places(sys._getframe(1))))
        return self._error(function)

    @contextmanager
    def _active(self) -> Iterator[None]:
        self._all.activate()
        try:
            yield
        finally:
            self._all.deactivate()

    @contextmanager
    def importing(self) -> Iterator[None]:
        """Let names that the app takes at import be replaced as well."""
        with self._active():
            yield

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        with self._active():
            yield


class Pyleak(Tool):
    """Looks from a thread whether the loop answers, and notes its stack when it does not."""

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        silent = logging.getLogger("silent")
        silent.disabled = True
        seconds = THRESHOLD_MS / 1000
        watch = module("pyleak").no_event_loop_blocking("log", silent, threshold=seconds, check_interval=seconds / 5)
        async with watch:
            yield
        for block in watch.detector.detected_blocks:
            self.reports.append(innermost((one.filename, one.lineno) for one in reversed(block.blocking_stack)))


class Aiocop(Tool):
    """Times the loop's callbacks, hears of calls that block from audit hooks, and samples stacks."""

    every = False

    def start(self) -> None:
        aiocop = module("aiocop")
        aiocop.patch_audit_functions()
        aiocop.start_blocking_io_detection()
        aiocop.start_cpu_sampling(interval_ms=2, arm_after_ms=2, idle_interval_ms=2)
        aiocop.detect_slow_tasks(threshold_ms=THRESHOLD_MS, on_slow_task=self._slow)
        aiocop.activate()

    def _slow(self, event: Any) -> None:
        if event.exceeded_threshold or self.every:
            traces = [one["trace"] for one in (*event.blocking_events, *event.cpu_stack_samples)]
            self.reports += [innermost(_frames(trace.split(" <- "))) for trace in traces] or [None]


class AiocopEvery(Aiocop):
    """Counts the calls it hears of however short they are."""

    every = True


class Loopguard(Tool):
    """Its middleware around the app: a task that sleeps for 1 ms and looks how late it wakes up. Names no line."""

    def wrapped(self, app: Any) -> Any:
        loopguard = module("fastapi_loopguard")
        listen("fastapi_loopguard", self._warned)
        config = loopguard.LoopGuardConfig(
            monitor_interval_ms=1.0,
            fallback_threshold_ms=float(THRESHOLD_MS),
            threshold_multiplier=1e6,  # calibration may lower the threshold to so many times the usual lag
            cumulative_blocking_enabled=False,  # it would add up what several requests did
            enforcement_mode="log",
        )
        return loopguard.LoopGuardMiddleware(app, config)

    def _warned(self, message: str) -> None:
        self.reports.append(None)


class Debug(Tool):
    """The debug mode of asyncio, which logs slow callbacks, with the place where a task waits or a callback begins."""

    debug = True

    def start(self) -> None:
        asyncio.get_running_loop().slow_callback_duration = THRESHOLD_MS / 1000
        listen("asyncio", self._warned)

    def _warned(self, message: str) -> None:
        if message.startswith("Executing "):
            lines = [innermost([place]) for place in _frames(re.findall(r"\S+\.py:\d+", message))]
            self.reports += filter(None, lines) if any(lines) else [None]


OURS, NOTHING = "conformance", "nothing"
APP = "app"  # the subject of what is said of no single operation
PEERS: dict[str, type[Tool]] = {
    "aiocop": Aiocop,
    "aiocop-every": AiocopEvery,
    "pyleak": Pyleak,
    "fastapi-loopguard": Loopguard,
    "asyncio-debug": Debug,
    "blockbuster": Blockbuster,
}


def module(name: str) -> Any:
    """Import what only some of the processes need, or may not have typed."""
    return import_module(name)


def listen(logger: str, heard: Callable[[str], None]) -> None:
    """Hand the warnings of a logger to a function, and to nothing else."""

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard(record.getMessage())

    logging.getLogger(logger).addHandler(Listener(logging.WARNING))
    logging.getLogger(logger).propagate = False


def innermost(places: Iterable[tuple[str, int | None]]) -> Line | None:
    """Return the first line of the user's, below the checkout, of places from the inside to the outside."""
    for path, line in places:
        _, held, rest = path.partition(HELD)
        if held and line is not None:
            return held + rest, line
    return None


def _places(frame: FrameType) -> Iterator[tuple[str, int]]:
    for one, line in traceback.walk_stack(frame):
        yield one.f_code.co_filename, line


def _frames(shown: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Read places that are written as path:line, or path:line:function; the line may be unknown."""
    for one in shown:
        path, line, *_ = one.split(":")
        if line.isdecimal():
            yield path, int(line)


# Requests


async def call(app: Any, request: Any, state: Mapping[str, Any]) -> int:
    """Send one request through the ASGI interface, take the whole answer, and return its status."""
    statuses: list[int] = []
    bodies = [request.content]
    gone = asyncio.Event()

    async def receive() -> dict[str, Any]:
        if bodies:
            return {"type": "http.request", "body": bodies.pop(), "more_body": False}
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])
        elif message.get("more_body"):
            await asyncio.sleep(0)  # where a server waits for its socket
        else:
            gone.set()

    await app(scope(request, state), receive, send)
    return statuses[0]


def scope(request: Any, state: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a server says of a request."""
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": request.url.path,
        "raw_path": request.url.raw_path,
        "query_string": request.url.query,
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8000),
        "state": dict(state),
    }


@cache
def made(operation: str) -> Any:
    """Return a valid request to an operation."""
    method, path = operation.split()
    request = module("httpx").Request(method, f"http://127.0.0.1:8000{path}", **BODIES.get(operation, {}))
    request.read()
    return request


@asynccontextmanager
async def running(tool: Tool, app: Any) -> AsyncIterator[Callable[[str], asyncio.Task[int]]]:
    """Enter the lifespan and the tool; yield what sends a request to an operation, in a task of its own."""
    from conformance.app.lifespan import Lifespan

    asgi = tool.wrapped(app)
    lifespan = Lifespan(asgi)
    await lifespan.start()
    tool.start()
    loop = asyncio.get_running_loop()
    yield lambda operation: loop.create_task(call(asgi, made(operation), lifespan.state), context=Context())
    await lifespan.stop()


# Judging


def judged(name: str) -> dict[str, list[str]]:
    """Judge with one tool, and return the names of the operations it detected, missed, and so on."""
    return scored(ours() if name == OURS else peer(PEERS[name]()))


def scored(seen: Seen) -> dict[str, list[str]]:
    """Compare what a tool flagged with the marks in the corpus."""
    from tests.test_held import CLEAN, MARKS

    flagged = {
        name: lines for name in MARKS for key, lines in seen.items() if key.endswith(f"/{name}") and key not in CLEAN
    }
    right = {name for name, lines in flagged.items() if lines & MARKS[name]}
    return {
        "detected": sorted(flagged),
        "missed": sorted(MARKS.keys() - flagged),
        "false": sorted(seen.keys() & {*CLEAN, APP}),
        "right": sorted(right),
        "wrong": sorted(flagged.keys() - right),
    }


def ours() -> Seen:
    """Judge the app as tests/test_held.py does."""
    from tests.test_held import CHECKS

    judging = module("tests.checks.judging")
    judging.CHECKS = [one for one in judging.CHECKS if one.id in CHECKS]
    seen: Seen = defaultdict(set)
    for one in judging.judge("tests.apps.held.main:app", deadline=5.0):
        places = {(path, line) for path, line in one.places if path is not None and line is not None}
        subjects = [one.subject] if one.subject != APP else blamed(places, one.messages)
        for subject in subjects if one.verdict == "fails" else ():
            seen[subject] |= places
    return seen


def blamed(places: set[Line], messages: Iterable[str]) -> set[str]:
    """Return the operations that findings about the app are about: those they name, and those their lines block."""
    from tests.test_held import CLEAN, MARKS

    named = {" ".join(message.split()[:2]) for message in messages}
    blocked = {f"GET /blocking/{name}" for name, marks in MARKS.items() if marks & places}
    return blocked | named.intersection(CLEAN) or {APP}


def peer(tool: Tool) -> Seen:
    """Import the app as the tool wants it, and judge it on one loop."""
    with tool.importing():
        app = module("tests.apps.held.main").app
    return asyncio.run(theirs(tool, app), debug=tool.debug)


async def theirs(tool: Tool, app: Any) -> Seen:
    """Send every operation a few requests, and return those of which the tool reports enough."""
    from conformance.app.operations import operations

    seen: Seen = {}
    async with running(tool, app) as send:
        for operation in operations(app):
            reports = await reported(tool, partial(send, operation.id))
            if sum(map(bool, reports)) >= tool.counted:
                seen[operation.id] = {line for lines in reports for line in lines if line is not None}
    return seen


async def reported(tool: Tool, send: Callable[[], asyncio.Task[int]]) -> list[list[Line | None]]:
    """Return what a tool reports of each request but the first."""
    await answered(send())
    reports = []
    for _ in range(REQUESTS):
        tool.reports.clear()
        async with tool.watching():
            await answered(send())
        reports.append(list(tool.reports))
    return reports


async def answered(task: asyncio.Task[int]) -> None:
    """Wait for the answer to a request, or the end of one that a tool broke, and a little longer."""
    if not (await asyncio.wait({task}, timeout=DEADLINE))[0]:
        task.cancel()
    await asyncio.sleep(SETTLED)


# Costs


def cost(name: str) -> Costs:
    """Return the least time of a request, in microseconds, with one tool."""
    if name == OURS:
        return own_cost(trivial())
    tool = PEERS.get(name, Tool)()
    return {"with": asyncio.run(peer_cost(tool), debug=tool.debug)}


def trivial() -> Any:
    """Return an app with a route of each kind that does nothing."""
    from fastapi import FastAPI

    app = FastAPI()

    @app.get("/async")
    async def on_the_loop() -> int:
        return 1

    @app.get("/def")
    def in_a_thread() -> int:
        return 1

    return app


async def peer_cost(tool: Tool) -> dict[str, float]:
    """Measure one tool around many requests, so that what it does once does not count."""
    costs = {}
    async with running(tool, trivial()) as send, tool.watching():
        for route in ROUTES:
            costs[route] = min([await timed(partial(send, f"GET {route}")) for _ in range(ROUNDS)])
    return costs


async def timed(send: Callable[[], Awaitable[Any]]) -> float:
    """Return the mean time of a round of requests, in microseconds each."""
    started = time.perf_counter()
    for _ in range(ROUND):
        await send()
    return (time.perf_counter() - started) / ROUND * 1e6


def own_cost(app: Any) -> Costs:
    """Measure our service as it is, watched, and watched in the careful mode, in turns."""
    from conformance.app.service import Service

    service = Service(app, deadline=60.0)
    service.start()
    rounds: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for _ in range(ROUNDS):
        for kind in ("without", "with", "careful"):
            with watched(service, kind):
                for route in ROUTES:
                    rounds[kind][route].append(own_round(service, route))
    service.stop()
    return {kind: {route: min(times) for route, times in routes.items()} for kind, routes in rounds.items()}


@contextmanager
def watched(service: Any, kind: str) -> Iterator[None]:
    """Surround a round with what observes the loop."""
    from conformance.app.code import UserCode
    from conformance.observe.event_loop import Watch

    watch = Watch(UserCode(), lambda: service.loop, lambda: service.active)
    with (
        nullcontext() if kind == "without" else watch.installed(),
        watch.careful() if kind == "careful" else nullcontext(),
    ):
        yield


def own_round(service: Any, route: str) -> float:
    """Send a round of requests from the service's own loop."""
    from conformance.app.exchange import Request

    return float(service.run(lambda: timed(lambda: service.send_async(Request("GET", route)))))


# The table


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the tools, print the table, and return 0 when all of them could be run."""
    options = parse(arguments)
    if options.child:
        return answer({"judge": judged, "cost": cost}[options.child], options.tools[0])
    results = {load: measured(load, options.tools) for load in options.load}
    print(table(results, options.tools))
    if options.names:
        print(names(results, options.tools))
    return int(any(not one for result in results.values() for one in result.values()))


def answer(measure: Callable[[str], Any], tool: str) -> int:
    """Write what is measured as JSON to standard output; what the app writes goes to standard error instead."""
    output = os.dup(1)
    os.dup2(2, 1)
    os.write(output, json.dumps(measure(tool)).encode())
    os._exit(0)  # a tool may have left threads of the app hanging


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("tools", nargs="*", metavar="TOOL", help=f"any of {', '.join((OURS, *PEERS))} (default: all)")
    parser.add_argument("--load", choices=LOADS, help="one of the two (default: both)")
    parser.add_argument(
        "--names", action="store_true", help="list what was missed, placed wrongly, and flagged falsely"
    )
    parser.add_argument("--child", choices=("judge", "cost"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.tools if name not in (OURS, NOTHING, *PEERS)]:
        parser.error(f"unknown tool {', '.join(unknown)}; choose from {', '.join((OURS, *PEERS))}")
    options.tools = options.tools or [OURS, *PEERS]
    options.load = [options.load] if options.load else LOADS
    return options


def measured(load: str, tools: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return what each tool detects, and the costs it adds; nothing where it could not be run."""
    with busy() if load == "busy" else nullcontext():
        results = {tool: child("judge", tool) for tool in tools}
        added = costs(tools)
    return {tool: {**result, **added[tool]} if result and added[tool] else {} for tool, result in results.items()}


def costs(tools: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the microseconds that each tool adds, by the way of its use and by route; processes take turns."""
    least: dict[str, Costs] = defaultdict(dict)
    for tool in [NOTHING, *tools] * REPEATS:
        for kind, routes in child("cost", tool).items():
            known = least[tool].get(kind, routes)
            least[tool][kind] = {route: min(known[route], routes[route]) for route in routes}
    return {tool: added(least[tool], least[NOTHING].get("with", {})) for tool in tools}


def added(measured: Costs, nothing: Mapping[str, float]) -> dict[str, Any]:
    """Return what is left of the times without those of a request without the tool."""
    base = measured.get("without", nothing)
    return {kind: {route: times[route] - base[route] for route in ROUTES} for kind, times in measured.items() if base}


def child(what: str, tool: str) -> dict[str, Any]:
    """Run this script for one tool in a process of its own; return nothing where that fails, and say why."""
    command = [sys.executable, str(Path(__file__).resolve()), tool, "--child", what]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)
    result = done.stdout if not done.returncode else done.stderr[-1000:]
    print(f"{what} {tool}: {result}", file=sys.stderr, flush=True)
    found: dict[str, Any] = json.loads(result) if not done.returncode else {}
    return found


@contextmanager
def busy() -> Iterator[None]:
    """Keep every core busy; what does so ends by itself should this process be gone."""
    spin = f"import os\nwhile os.getppid() == {os.getpid()}:\n    sum(range(100_000))"
    processes = [subprocess.Popen([sys.executable, "-c", spin]) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


def table(results: Mapping[str, Mapping[str, Mapping[str, Any]]], tools: Sequence[str]) -> str:
    """Return the table in Markdown, quiet / busy in each cell."""
    head = ["tool", *COUNTS, *(f"{route[1:]}, us" for route in ROUTES)]
    lines = [head, ["---"] * len(head)]
    for tool in tools:
        for kind in ("with", "careful") if tool == OURS else ("with",):
            rows = [row(result[tool], kind) for result in results.values()]
            lines.append([f"{tool}, careful" if kind == "careful" else tool, *map(" / ".join, zip(*rows, strict=True))])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def row(result: Mapping[str, Any], kind: str) -> list[str]:
    """Return the cells of one tool under one load."""
    if not result:
        return ["-"] * (len(COUNTS) + len(ROUTES))
    counts = [str(len(result[count])) if kind == "with" else "" for count in COUNTS]
    return [*counts, *(f"{result[kind][route]:.0f}" for route in ROUTES)]


def names(results: Mapping[str, Mapping[str, Mapping[str, Any]]], tools: Sequence[str]) -> str:
    """Return the names behind the counts of what a tool did not do well."""
    return "\n".join(
        f"{tool}, {load}, {count}: {', '.join(result[tool].get(count, ())) or '-'}"
        for tool in tools
        for load, result in results.items()
        for count in ("missed", "false", "wrong")
    )


if __name__ == "__main__":
    sys.exit(main())
