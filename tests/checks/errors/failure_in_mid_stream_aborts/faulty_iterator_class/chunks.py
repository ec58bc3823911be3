"""How a source becomes chunks."""

from collections.abc import AsyncIterator


class Chunks:
    def __init__(self, source: AsyncIterator[str]) -> None:
        self.source = source

    def __aiter__(self) -> "Chunks":
        return self

    async def __anext__(self) -> str:
        try:
            return await anext(self.source)
        except Exception:  # fault
            raise StopAsyncIteration from None  # fault
