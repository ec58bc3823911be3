"""A middleware makes each request a folder to work in, and leaves it."""

import tempfile
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.responses import Response

app = FastAPI()


class WorkFolder(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        request.state.folder = Path(tempfile.mkdtemp(prefix="work-"))  # fault
        return await call_next(request)


app.add_middleware(WorkFolder)


@app.get("/thumbnails/{name}")
async def thumbnail(name: str, request: Request) -> dict[str, str]:
    return {"name": name, "folder": request.state.folder.name[:5]}


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}
