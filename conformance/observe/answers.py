"""Who made an answer: the user's line that built the response or the HTTPException."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any

from fastapi.exceptions import RequestValidationError, ResponseValidationError
from starlette import exceptions, responses

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE, PHASE
from conformance.app.exchange import Made
from conformance.app.patching import replaced

_CLASSES = (responses.Response, responses.StreamingResponse, responses.FileResponse)


@contextmanager
def observed(code: UserCode) -> Iterator[None]:
    """While entered, exchanges note every response and HTTPException made for them."""
    with ExitStack() as stack:
        for cls in _CLASSES:
            stack.enter_context(replaced(cls, "__init__", lambda o: _noting(o, code, False)))
        stack.enter_context(replaced(exceptions.HTTPException, "__init__", lambda o: _noting(o, code, True)))
        stack.enter_context(replaced(ResponseValidationError, "__init__", _refusing))
        stack.enter_context(replaced(RequestValidationError, "__init__", _invalid))
        yield


def _refusing(original: Callable[..., None]) -> Callable[..., None]:
    """Note what FastAPI found wrong with the answer of an endpoint: a handler may hide it."""

    @functools.wraps(original)
    def init(self: ResponseValidationError, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        exchange = EXCHANGE.get()
        if exchange is not None:
            exchange.errors.append(self)

    return init


def _invalid(original: Callable[..., None]) -> Callable[..., None]:
    """Note what FastAPI found wrong with a request."""

    @functools.wraps(original)
    def init(self: RequestValidationError, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        exchange = EXCHANGE.get()
        if exchange is not None:
            exchange.invalid = self

    return init


def _noting(original: Callable[..., None], code: UserCode, error: bool) -> Callable[..., None]:
    @functools.wraps(original)
    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        exchange = EXCHANGE.get()
        if exchange is not None:
            by = tuple(code.chain(_maker(sys._getframe(1), self), stop=("fastapi", "starlette")))
            exchange.made.append(Made(self.status_code, by, PHASE.get(), error))

    return init


def _maker(frame: FrameType | None, made: Any) -> FrameType | None:
    """Return the frame that called the class, past the constructors of its subclasses."""
    while frame is not None and frame.f_code.co_name == "__init__" and frame.f_locals.get("self") is made:
        frame = frame.f_back
    return frame
