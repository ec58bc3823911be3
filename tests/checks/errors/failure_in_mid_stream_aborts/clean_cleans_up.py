"""try/finally, and an except for a reader that left, are no swallowing."""

import asyncio
from collections.abc import AsyncIterator, Iterator

from fastapi.responses import StreamingResponse

from tests.checks.errors._base import make_app

app = make_app("problem")
open_readers: set[object] = set()


async def lines() -> AsyncIterator[str]:
    reader = object()
    open_readers.add(reader)
    try:
        for n in range(10):
            yield f"line {n}\n"
            await asyncio.sleep(0)
    except asyncio.CancelledError:
        open_readers.discard(reader)
        raise
    finally:
        open_readers.discard(reader)


def rows() -> Iterator[str]:
    source = iter(range(10))
    try:
        while True:
            try:
                row = next(source)
            except StopIteration:
                return
            yield f"{row}\n"
    except GeneratorExit:
        return


@app.get("/lines")
async def read_lines() -> StreamingResponse:
    return StreamingResponse(lines(), media_type="text/plain")


@app.get("/rows")
def read_rows() -> StreamingResponse:
    return StreamingResponse(rows(), media_type="text/plain")
