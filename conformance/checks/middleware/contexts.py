"""Context variables: what middleware sets is there inside, and what is set inside is there for who asks outside."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.check import check
from conformance.evidence.middleware.contexts import LostContext
from conformance.finding import Finding

# context-flows-down


@check("middleware.context-flows-down")
def context_flows_down(lost_contexts: list[LostContext]) -> Iterator[Finding]:
    """A context variable reaches who asks for it: what middleware sets the routes, what the routes set middleware.

    Why: request ids are missing in the lines that matter most, and a log of who did what says that nobody did.
    Do: plain ASGI, which runs in the task of the routes; keep what goes outwards in ``request.state``
    Don't: ``user.get()`` after ``await call_next(request)``, which ran the routes in a task of their own
    Read: https://www.starlette.io/middleware/#limitations
    """
    for one in lost_contexts:
        yield Finding(one.message, one.at)


CHECKS = (context_flows_down,)
