"""Responses returned directly by operations that declare no model: FastAPI documents JSON of any kind for them."""

from collections.abc import Iterator

from fastapi import Response
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, StreamingResponse

from tests.checks.errors._base import make_app

app = make_app("detail")


def rows() -> Iterator[str]:
    yield "a,b\n"
    yield "1,2\n"


@app.get("/rows.csv")
def export() -> StreamingResponse:
    return StreamingResponse(rows(), media_type="text/csv")


@app.get("/page")
async def page():
    return HTMLResponse("<p>hello</p>")


@app.get("/picture")
async def picture() -> Response:
    return Response(b"\x89PNG", media_type="image/png")


@app.get("/source")
def source():
    return FileResponse(__file__, media_type="text/x-python")


@app.get("/either", response_model=None)
def either(page: bool = False) -> HTMLResponse | JSONResponse:
    return HTMLResponse("<p>hello</p>") if page else JSONResponse({"page": False})
