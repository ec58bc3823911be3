"""An export is written to a temporary file, which a background task removes once it is sent."""

import os
import tempfile

from fastapi import BackgroundTasks, FastAPI
from fastapi.responses import FileResponse

app = FastAPI()


@app.get("/export", response_class=FileResponse)
def export(tasks: BackgroundTasks) -> FileResponse:
    descriptor, path = tempfile.mkstemp(suffix=".csv")
    with os.fdopen(descriptor, "w") as file:
        file.write("apples,3\n")
    tasks.add_task(os.unlink, path)
    return FileResponse(path, media_type="text/csv")
