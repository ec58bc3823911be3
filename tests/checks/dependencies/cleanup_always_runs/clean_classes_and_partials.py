"""Callable objects, methods, partials, factories and decorated functions that give back what they took."""

import functools
import queue
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from fastapi import Depends, FastAPI


class Tool:
    def __init__(self, name: str = "") -> None:
        self.name = name
        self.used = True

    def close(self) -> None:
        self.used = False


class Shed:
    def __init__(self) -> None:
        self.tools: queue.SimpleQueue[Tool] = queue.SimpleQueue()
        self.tools.put(Tool("spade"))

    def __call__(self) -> Iterator[Tool]:
        tool = self.tools.get(timeout=1)
        try:
            yield tool
        finally:
            self.tools.put(tool)

    async def borrow(self) -> AsyncIterator[Tool]:
        self.last = Tool("rake")
        try:
            yield self.last
        finally:
            with suppress(OSError):
                self.last.close()

    @staticmethod
    def rent(name: str = "saw") -> Iterator[Tool]:
        tool = Tool(name)
        try:
            yield tool
        finally:
            tool.close()


def made(name: str) -> Callable[[], Iterator[Tool]]:
    def dependency() -> Iterator[Tool]:
        tool = Tool(name)
        try:
            yield tool
        finally:
            tool.close()

    return dependency


def logged(function: Callable[..., Iterator[Tool]]) -> Callable[..., Iterator[Tool]]:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Iterator[Tool]:
        yield from function(*args, **kwargs)

    return wrapper


@logged
def hired() -> Iterator[Tool]:
    tool = Tool("drill")
    try:
        yield tool
    finally:
        tool.close()


app = FastAPI()
shed = Shed()


@app.get("/object")
def read_object(tool: Tool = Depends(shed)) -> str:
    return tool.name


@app.get("/method")
async def read_method(tool: Tool = Depends(shed.borrow)) -> str:
    return tool.name


@app.get("/static")
def read_static(tool: Tool = Depends(Shed.rent)) -> str:
    return tool.name


@app.get("/partial")
def read_partial(tool: Tool = Depends(partial(Shed.rent, "axe"))) -> str:
    return tool.name


@app.get("/factory")
def read_factory(tool: Tool = Depends(made("hammer"))) -> str:
    return tool.name


@app.get("/decorated")
def read_decorated(tool: Tool = Depends(hired)) -> str:
    return tool.name
