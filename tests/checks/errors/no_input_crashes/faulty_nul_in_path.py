"""A file name with NUL in it is refused by the operating system with a ValueError."""

import os
from pathlib import Path

from fastapi import HTTPException

from tests.checks.errors._base import make_app

app = make_app("detail")
FOLDER = Path(__file__).parent


@app.get("/files/{name}")
def file_size(name: str) -> dict[str, int]:
    if "/" in name or ".." in name or len(name) > 100:
        raise HTTPException(404, "No such file")
    try:
        size = os.stat(FOLDER / name).st_size  # fault
    except FileNotFoundError as exc:
        raise HTTPException(404, "No such file") from exc
    return {"size": size}
