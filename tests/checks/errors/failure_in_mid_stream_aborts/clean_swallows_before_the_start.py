"""What is caught here never was in mid-stream: before the first byte, and in an answer sent whole."""

from collections.abc import Iterator

from fastapi.responses import StreamingResponse

from tests.checks.errors._base import make_app

app = make_app("detail")


def rate() -> int:
    try:
        return int("108")
    except Exception:
        return 100


def rows(factor: int) -> Iterator[str]:
    for n in range(5):
        yield f"{n * factor}\n"


@app.get("/rate")
def read_rate() -> int:
    return rate()


@app.get("/rows")
def read_rows() -> StreamingResponse:
    return StreamingResponse(rows(rate()), media_type="text/plain")
