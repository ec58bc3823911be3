"""A dependency opens a lock file and closes it, unless the endpoint fails."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from fastapi import Depends, FastAPI

ALSO = ("dependencies.cleanup-always-runs",)

LOCK = Path(tempfile.mkdtemp()) / "reports.lock"

app = FastAPI()


def lock() -> Iterator[int]:
    descriptor = os.open(LOCK, os.O_RDWR | os.O_CREAT)  # fault
    yield descriptor
    os.close(descriptor)


@app.post("/reports", status_code=201)
def make_report(held: int = Depends(lock)) -> dict[str, str]:
    return {"report": "made"}


@app.get("/reports")
def reports() -> list[str]:
    return []
