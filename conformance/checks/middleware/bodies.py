"""Bodies: nobody can fill the memory with one."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.check import check
from conformance.evidence.middleware.long_bodies import LongBodies, Unbounded
from conformance.finding import Finding, Place

# body-size-is-bounded


@check("middleware.body-size-is-bounded", level="should")
def body_size_is_bounded(long_bodies: LongBodies, *, limit: int = 32 << 20) -> Iterator[Finding]:
    """A body that is too long is refused before it is read, whatever its Content-Length says.

    Why: FastAPI keeps a body in memory before anything looks at it; a few long ones end the process for everybody.
    Do: ``FastAPI(max_body_size=1_000_000)``, or a middleware that counts what it receives; and a limit at the proxy,
    which a waiver may name
    Don't: trust the Content-Length alone: a chunked body has none
    Read: https://www.starlette.io/middleware/
    """
    groups: dict[tuple[Place | None, str, str], list[Unbounded]] = {}
    for one in long_bodies.beyond(limit):
        groups.setdefault((one.at, one.announced, one.why), []).append(one)
    for (at, announced, why), group in groups.items():
        names = tuple(one.operation.id for one in group)
        said = f"{names[0]} takes a body of more than {limit:,} bytes {announced}{f'; {why}' if why else ''}"
        yield Finding(said, at, "it was still reading when the client left", operations=names)


CHECKS = (body_size_is_bounded,)
