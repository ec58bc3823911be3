"""Uploads are read as they should be, and then written to disk on the loop."""

import shutil
import tempfile
import uuid
from pathlib import Path

from fastapi import FastAPI, UploadFile

ALSO = ["concurrency.async-routes-await", "concurrency.loop-stays-free", "concurrency.requests-run-in-parallel"]
app = FastAPI()
FOLDER = Path(tempfile.mkdtemp(prefix="uploads-"))


class Storage:
    def keep(self, file: UploadFile) -> str:
        name = uuid.uuid4().hex
        with open(FOLDER / name, "wb") as target:  # fault
            shutil.copyfileobj(file.file, target)  # fault
        return name


@app.post("/files", status_code=201)
async def upload(file: UploadFile) -> dict[str, str]:
    return {"name": Storage().keep(file)}
