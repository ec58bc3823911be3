"""Which routers were told that their app starts: a lifespan comes to them through all middleware, or does not."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from starlette.routing import Router

from conformance.app.patching import replaced


@contextmanager
def observed(met: list[Any]) -> Iterator[None]:
    """While entered, `met` gets the routers to which a lifespan comes."""

    def noting(original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        async def lifespan(self: Router, scope: Any, receive: Any, send: Any) -> None:
            met.append(self)
            await original(self, scope, receive, send)

        return lifespan

    with replaced(Router, "lifespan", noting):
        yield
