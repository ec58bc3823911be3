"""An upload is kept under the name its sender gave it."""

import os
import tempfile

from fastapi import UploadFile

from tests.checks.security._hardened import hardened

app = hardened()
FOLDER = tempfile.mkdtemp(prefix="uploads-")


@app.post("/uploads", status_code=201)
async def upload(file: UploadFile) -> dict[str, int]:
    content = await file.read()
    with open(os.path.join(FOLDER, file.filename or "x"), "wb") as kept:  # fault
        kept.write(content)
    return {"size": len(content)}
