"""What is asked of an app beside HTTP: a lifespan, and a websocket, each answered by something of ours."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from conformance.app.passages import Asgi, Passage
from conformance.app.seams import NoFault

Message = dict[str, Any]
_ASKED: dict[str, list[Message]] = {
    "lifespan": [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}],
    "websocket": [{"type": "websocket.connect"}, {"type": "websocket.disconnect", "code": 1000}],
}
_ANSWERED: dict[str, list[Message]] = {
    "lifespan": [{"type": "lifespan.startup.complete"}, {"type": "lifespan.shutdown.complete"}],
    "websocket": [{"type": "websocket.accept"}],
}


@dataclass
class OtherScope(NoFault):
    """One lifespan or websocket: what came back, and whether something of ours in place of the routes was met.

    `error` is what left the app, `met` says that ours was called and got what was sent to it.
    """

    scope: Message
    seconds: float
    met: bool = False
    sent: list[Message] = field(default_factory=list)
    error: BaseException | None = None

    @property
    def kind(self) -> str:
        return str(self.scope["type"])

    @property
    def passed(self) -> bool:
        """Whether it came through, and what ours answered came back."""
        wanted = [one["type"] for one in _ANSWERED[self.kind]]
        return self.met and [one["type"] for one in self.sent if one["type"] in wanted] == wanted

    def __call__(self, passages: Sequence[Passage]) -> Asgi:
        return self._serve

    async def _serve(self, scope: Any, receive: Callable[[], Awaitable[Any]], send: Any) -> None:
        asked = list(_ASKED[self.kind])
        for answer in _ANSWERED[self.kind]:
            if (await receive())["type"] != asked.pop(0)["type"]:
                return
            self.met = True
            await send(dict(answer))

    async def drive(self, asgi: Asgi) -> None:
        """Serve it with an app, as a server does, and note what came of it."""
        asked = [dict(one) for one in _ASKED[self.kind]]

        async def receive() -> Message:
            if not asked:
                await asyncio.Event().wait()
            return asked.pop(0)

        async def send(message: Message) -> None:
            self.sent.append(message)

        try:
            await asyncio.wait_for(asgi(self.scope, receive, send), self.seconds)
        except Exception as error:
            self.error = error
