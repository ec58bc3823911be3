"""A middleware makes each request a folder to work in, and leaves it."""

import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.responses import Response


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    for folder in Path(tempfile.gettempdir()).glob("thumbnails-*"):
        shutil.rmtree(folder)


app = FastAPI(lifespan=lifespan)


class WorkFolder(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        request.state.folder = Path(tempfile.mkdtemp(prefix="thumbnails-"))  # fault
        return await call_next(request)


app.add_middleware(WorkFolder)


@app.get("/thumbnails/{name}")
async def thumbnail(name: str, request: Request) -> dict[str, str]:
    return {"name": name, "folder": request.state.folder.name[:5]}


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}
