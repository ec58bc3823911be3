"""An operation that writes its report to a temporary file, sends it, and leaves it."""

import tempfile

from fastapi.responses import FileResponse

from reference_app.main import create_app

app = create_app()


@app.get("/report", tags=["items"], response_class=FileResponse)
def read_report() -> FileResponse:
    """Return a report of all items."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False) as report:  # fault
        report.write("no items\n")
    return FileResponse(report.name, media_type="text/plain")
