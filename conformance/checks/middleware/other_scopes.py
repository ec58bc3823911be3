"""What is not HTTP: middleware passes it on."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.check import check
from conformance.evidence.middleware.other_scopes import Stopped
from conformance.finding import Finding, Place

# other-scopes-pass-through


@check("middleware.other-scopes-pass-through")
def other_scopes_pass_through(stopped_scopes: list[Stopped]) -> Iterator[Finding]:
    """Middleware passes on what is not HTTP: the app's lifespan, and websockets.

    Why: what is opened at the start never is, and no websocket connects, while every HTTP request looks well.
    Do: ``if scope["type"] != "http": await self.app(scope, receive, send); return``
    Don't: ``scope["method"]`` before ``scope["type"]`` was looked at
    Read: https://www.starlette.io/middleware/#pure-asgi-middleware
    """
    groups: dict[tuple[Place | None, str, str], list[Stopped]] = {}
    for one in stopped_scopes:
        groups.setdefault((one.at, one.layer.name, one.outcome), []).append(one)
    for (at, name, outcome), group in groups.items():
        kinds = " and ".join(dict.fromkeys(_KINDS[one.kind] for one in group))
        yield Finding(f"{name} {outcome.format(kinds)}", at)


_KINDS = {"lifespan": "the app's lifespan", "websocket": "websockets"}

CHECKS = (other_scopes_pass_through,)
