"""A file is closed when the endpoint returns the stream of it."""

from pathlib import Path
from tempfile import mkdtemp

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

ALSO = ["concurrency.no-blocking-calls"]
path = Path(mkdtemp(), "report.csv")
path.write_text("number\n1\n2\n", encoding="utf-8")
app = FastAPI()


@app.get("/report")
def read_report() -> StreamingResponse:
    with path.open(encoding="utf-8") as lines:
        return StreamingResponse(lines, media_type="text/csv")  # fault
