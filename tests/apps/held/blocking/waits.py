"""Waiting, in the many places where Python runs code nobody called."""

import functools
import os
import select
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType
from typing import Annotated, Any

from fastapi import APIRouter, Depends

from tests.apps.held.vendors.pricing import price

router = APIRouter()
pause = functools.partial(time.sleep, 0.02)


@router.get("/sleep")
async def sleep() -> str:
    time.sleep(0.02)  # blocks: sleep
    return "slept"


@router.get("/sleep-short")
async def sleep_short() -> str:
    time.sleep(0.001)  # blocks: sleep-short
    return "slept"


@router.get("/nap")
async def nap(sku: str = "apple") -> int:
    return price(sku)


@router.get("/partial")
async def partial() -> str:
    pause()  # blocks: partial
    return "paused"


@router.get("/lambda")
async def nameless() -> list[None]:
    return [call() for call in [lambda: time.sleep(0.02)]]  # blocks: lambda


@router.get("/map")
async def mapped() -> int:
    return len(list(map(time.sleep, [0.01, 0.01])))  # blocks: map


@router.get("/sort-key")
async def sort_key() -> list[str]:
    return sorted(["b", "a"], key=_rank)


def _rank(word: str) -> str:
    time.sleep(0.01)  # blocks: sort-key
    return word


def throttled(function: Callable[[], Awaitable[str]]) -> Callable[[], Awaitable[str]]:
    @functools.wraps(function)
    async def call() -> str:
        time.sleep(0.02)  # blocks: decorated
        return await function()

    return call


@router.get("/decorated")
@throttled
async def decorated() -> str:
    return "decorated"


@router.get("/retry")
async def retry() -> int:
    return _with_retries(iter([None, None, 3]))


def _with_retries(answers: Iterator[int | None]) -> int:
    for attempt in range(3):
        if (answer := next(answers)) is not None:
            return answer
        time.sleep(0.005 * 2**attempt)  # blocks: retry
    raise TimeoutError


class Account:
    def __init__(self, owner: str) -> None:
        self.owner = owner

    @property
    def balance(self) -> int:
        time.sleep(0.02)  # blocks: property
        return 7

    @cached_property
    def history(self) -> list[int]:
        time.sleep(0.02)  # blocks: cached-property
        return [1, 2, 3]

    def __getattr__(self, name: str) -> str:
        time.sleep(0.02)  # blocks: getattr
        return name


@router.get("/property")
async def read_property() -> int:
    return Account("ann").balance


@router.get("/cached-property")
async def read_cached_property() -> list[int]:
    return Account("ann").history


@router.get("/getattr")
async def read_missing_attribute() -> str:
    return str(Account("ann").nickname)


class Session:
    def __init__(self) -> None:
        self.calls = 0

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        time.sleep(0.02)  # blocks: context-exit


@router.get("/context-exit")
async def context_exit() -> int:
    with Session() as session:
        return session.calls


@contextmanager
def timed() -> Iterator[float]:
    yield time.monotonic()
    time.sleep(0.02)  # blocks: context-generator


@router.get("/context-generator")
async def context_generator() -> str:
    with timed():
        return "timed"


@asynccontextmanager
async def connected() -> AsyncIterator[str]:
    time.sleep(0.02)  # blocks: async-context
    yield "connected"


@router.get("/async-context")
async def async_context() -> str:
    async with connected() as word:
        return word


class Pages:
    def __init__(self) -> None:
        self.left = 2

    def __aiter__(self) -> "Pages":
        return self

    async def __anext__(self) -> int:
        if not self.left:
            raise StopAsyncIteration
        self.left -= 1
        time.sleep(0.01)  # blocks: async-next
        return self.left


@router.get("/async-next")
async def async_next() -> list[int]:
    return [page async for page in Pages()]


class Ticket:
    def __await__(self) -> Generator[Any, None, str]:
        time.sleep(0.02)  # blocks: await
        yield
        return "ticket"


@router.get("/await")
async def awaited() -> str:
    return await Ticket()


@dataclass
class Loaded:
    name: str

    def __post_init__(self) -> None:
        time.sleep(0.02)  # blocks: post-init


@router.get("/post-init")
async def post_init() -> str:
    return Loaded("book").name


class Handle:
    def __del__(self) -> None:
        time.sleep(0.02)  # blocks: del


@router.get("/del")
async def dropped() -> str:
    Handle()
    return "dropped"


class Catalogue:
    def search(self, word: str) -> list[str]:
        time.sleep(0.02)  # blocks: service-method
        return [word]


@router.get("/service-method")
async def service_method(catalogue: Annotated[Catalogue, Depends()], word: str = "lamp") -> list[str]:
    return catalogue.search(word)


@router.get("/select")
async def wait_for_nothing() -> str:
    select.select([], [], [], 0.02)  # blocks: select
    return "nothing"


@router.get("/poll")
async def poll_nothing() -> str:
    select.poll().poll(20)  # blocks: poll
    return "nothing"


@router.get("/pipe")
async def read_pipe() -> str:
    theirs, ours = os.pipe()
    child = os.posix_spawn("/bin/sh", ["sh", "-c", "sleep 0.02; echo"], {}, file_actions=_to_pipe(ours))  # blocks: pipe
    os.close(ours)
    said = os.read(theirs, 10)  # blocks: pipe
    os.close(theirs)
    os.waitpid(child, 0)  # blocks: pipe
    return said.decode()


def _to_pipe(descriptor: int) -> list[tuple[int, int, int]]:
    return [(os.POSIX_SPAWN_DUP2, descriptor, 1)]
