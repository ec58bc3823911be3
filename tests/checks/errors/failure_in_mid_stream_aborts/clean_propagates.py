"""Nothing is caught: the exception reaches the server, which breaks the connection off."""

from collections.abc import AsyncIterator, Iterator

from fastapi.responses import StreamingResponse

from tests.checks.errors._base import make_app

app = make_app("detail")


async def lines() -> AsyncIterator[str]:
    for n in range(10):
        yield f"line {n}\n"


def rows() -> Iterator[bytes]:
    for n in range(10):
        yield b"%d\n" % n


@app.get("/lines")
async def read_lines() -> StreamingResponse:
    return StreamingResponse(lines(), media_type="text/plain")


@app.get("/rows")
def read_rows() -> StreamingResponse:
    return StreamingResponse(rows(), media_type="text/csv")
