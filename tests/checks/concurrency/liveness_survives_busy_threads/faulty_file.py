"""The probe sends a file, which is opened in a worker thread."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse

app = FastAPI()


class Status:
    file = Path(__file__)

    @staticmethod
    async def alive() -> FileResponse:  # fault
        return FileResponse(Status.file, media_type="text/plain")


app.add_api_route("/alive", Status.alive, methods=["GET"])
