"""Giving back, after a request that was made to fail, what its dependencies did not: the next request may need it."""

from __future__ import annotations

import ast
import inspect
from contextlib import suppress
from types import FrameType

import anyio.to_thread

from conformance.app.releases import Release
from conformance.app.service import Service

_SECONDS = 1.0


def gave_back(service: Service, frame: FrameType, release: Release) -> bool:
    """Run the statement that a success would have run, with the values the failed generator ended with, if that works.

    Say whether it did.
    """
    with suppress(Exception):
        service.run(lambda: _run(frame, release), seconds=_SECONDS)
        return True
    return False


async def _run(frame: FrameType, release: Release) -> None:
    made = compile(release.source, frame.f_code.co_filename, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    if frame.f_code.co_flags & inspect.CO_ASYNC_GENERATOR:
        waiting = eval(made, frame.f_globals, frame.f_locals)
        if inspect.isawaitable(waiting):
            await waiting
    else:
        await anyio.to_thread.run_sync(eval, made, frame.f_globals, frame.f_locals)
