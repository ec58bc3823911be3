"""An async generator catches what goes wrong between two rows, and ends: half a file that looks whole."""

from collections.abc import AsyncIterator

from fastapi.responses import StreamingResponse

from tests.checks.errors._base import make_app

app = make_app("detail")


async def rows() -> AsyncIterator[tuple[int, str]]:
    for n in range(20):
        yield n, f"row {n}"


async def as_csv() -> AsyncIterator[str]:
    yield "id,name\n"
    try:
        async for number, name in rows():
            yield f"{number},{name}\n"
    except Exception:  # fault
        return  # fault


@app.get("/rows.csv")
async def export() -> StreamingResponse:
    return StreamingResponse(as_csv(), media_type="text/csv")
