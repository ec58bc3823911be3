"""A background task stores an upload that the endpoint has closed."""

from typing import Annotated

from fastapi import BackgroundTasks, FastAPI, File, UploadFile

app = FastAPI()
sizes: dict[str, int] = {}


def store(upload: UploadFile, name: str) -> None:
    try:
        sizes[name] = len(upload.file.read())  # fault
    except ValueError as error:
        print("not stored:", error)


@app.post("/files", status_code=202)
async def add_file(upload: Annotated[UploadFile, File()], tasks: BackgroundTasks) -> dict[str, str]:
    head = await upload.read(10)
    tasks.add_task(store, upload, "latest")
    await upload.close()
    return {"head": head.hex()}
