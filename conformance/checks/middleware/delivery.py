"""Answers on their way out: streams arrive part by part, and no answer waits for what is done after it."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.check import check
from conformance.evidence.middleware.delivery import HeldBack
from conformance.finding import Finding, Place

# streams-are-not-buffered


@check("middleware.streams-are-not-buffered")
def streams_are_not_buffered(buffered_streams: list[HeldBack]) -> Iterator[Finding]:
    """Middleware passes a stream on part by part.

    Why: a client waits for the last part to see the first, events never come, and all of it is held in memory.
    Do: plain ASGI, ``async def send_on(message): ...; await send(message)``, that looks at one message at a time
    Don't: ``body = b"".join([part async for part in response.body_iterator])``
    Read: https://www.starlette.io/middleware/#pure-asgi-middleware
    """
    yield from _of_layers(
        buffered_streams,
        "{layer} holds back the parts of a stream until it has ended",
        "its first part had not reached the client while it waited for that, twice",
    )


# background-work-does-not-delay


@check("middleware.background-work-does-not-delay")
def background_work_does_not_delay(delayed_answers: list[HeldBack]) -> Iterator[Finding]:
    """An answer is complete before background tasks begin, whatever middleware it passes.

    Why: work was moved to the background so that nobody waits for it; held back, every client does.
    Do: send each message when it comes, ``await send(message)``
    Don't: collect messages and send them after ``await self.app(scope, receive, collect)``, which runs the tasks too
    Read: https://fastapi.tiangolo.com/tutorial/background-tasks/
    """
    yield from _of_layers(
        delayed_answers,
        "{layer} holds back answers until their background tasks have ended",
        "the client had not got the end of the answer while a background task waited for that, twice",
    )


def _of_layers(found: list[HeldBack], message: str, saw: str) -> Iterator[Finding]:
    """Yield one finding a layer, with all operations whose answers it holds back."""
    groups: dict[tuple[Place | None, str], list[str]] = {}
    for one in found:
        groups.setdefault((one.layer.at, one.layer.name), []).append(one.operation.id)
    for (at, name), operations in groups.items():
        yield Finding(message.format(layer=name), at, saw, operations=tuple(operations))


CHECKS = (streams_are_not_buffered, background_work_does_not_delay)
