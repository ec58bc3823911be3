"""An export is written to a temporary file, which is sent and stays."""

import csv
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    for path in Path(tempfile.gettempdir()).glob("exported-*.csv"):
        path.unlink()


app = FastAPI(lifespan=lifespan)

ROWS = [("apples", 3), ("pears", 4)]


@app.get("/export", response_class=FileResponse)
def export() -> FileResponse:
    with tempfile.NamedTemporaryFile("w", prefix="exported-", suffix=".csv", delete=False) as file:  # fault
        csv.writer(file).writerows(ROWS)
    return FileResponse(file.name, media_type="text/csv", filename="export.csv")
