"""An export is written to a temporary file, which is sent and stays."""

import csv
import tempfile

from fastapi import FastAPI
from fastapi.responses import FileResponse

app = FastAPI()

ROWS = [("apples", 3), ("pears", 4)]


@app.get("/export", response_class=FileResponse)
def export() -> FileResponse:
    with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False) as file:  # fault
        csv.writer(file).writerows(ROWS)
    return FileResponse(file.name, media_type="text/csv", filename="export.csv")
