"""A file is sent from a folder, and from everywhere else."""

from pathlib import Path

from fastapi import HTTPException
from fastapi.responses import FileResponse

from tests.checks.security._hardened import hardened

app = hardened()
FOLDER = Path(__file__).parent


@app.get("/files/{name:path}", response_class=FileResponse)
def download(name: str) -> FileResponse:
    path = FOLDER / name
    if not path.is_file():
        raise HTTPException(404, "no such file")
    return FileResponse(path)  # fault
