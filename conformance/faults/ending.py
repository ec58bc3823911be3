"""An exchange that is followed to its end: what its dependencies run when they are left, and what is committed."""

from __future__ import annotations

from types import FrameType
from typing import Any

from conformance.app.current import EXCHANGE
from conformance.app.seams import NoFault
from conformance.faults.endpoint import After, Before
from conformance.faults.inside import RaiseInside


class Followed(NoFault):
    """Breaks nothing, and follows how dependencies are left."""

    follows_exits = True


class FailsBefore(Before):
    """Raises in place of the endpoint, and follows how dependencies are left."""

    follows_exits = True


class FailsAfter(After):
    """Raises once the endpoint did its work, and follows how dependencies are left.

    `acts` is how much had been done to databases by then, None when it did not strike.
    """

    follows_exits = True
    acts: int | None = None

    def after_endpoint(self) -> None:
        self.acts = _acts()
        super().after_endpoint()


class FailsInside(RaiseInside):
    """Raises at a line of the user's code; `acts` is how much had been done to databases by then."""

    acts: int | None = None

    def _line(self, frame: FrameType, event: str, arg: Any) -> Any:
        done = _acts()
        try:
            return super()._line(frame, event, arg)
        finally:
            if self.struck and self.acts is None:
                self.acts = done


def _acts() -> int:
    exchange = EXCHANGE.get()
    return len(exchange.acts) if exchange is not None else 0


class CommitFails(NoFault):
    """Fails every commit that comes when the answer was begun; `struck` says whether there was one."""

    def __init__(self) -> None:
        self.struck = False

    def fail_commit(self, connection: Any) -> None:
        from sqlalchemy.exc import OperationalError

        exchange = EXCHANGE.get()
        if exchange is not None and exchange.status is not None:
            self.struck = True
            connection.engine.dialect.do_rollback(connection.connection)  # as the database does that refuses
            raise OperationalError("COMMIT", {}, Exception("the database refused to commit"))
