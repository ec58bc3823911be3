"""Whether a file is there, how old it is, and what lies beside it."""

import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        app.state.folder = Path(folder)
        (app.state.folder / "flag").touch()
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/maintenance")
async def in_maintenance(request: Request) -> bool:
    return (request.app.state.folder / "flag").exists()


@app.get("/files")
async def list_files(request: Request) -> dict[str, int]:
    folder = request.app.state.folder
    return {name: os.stat(folder / name).st_size for name in sorted(os.listdir(folder))}


@app.get("/rotated")
async def rotate(request: Request) -> list[str]:
    folder = request.app.state.folder / "archive"
    folder.mkdir(exist_ok=True)
    folder.rename(folder.with_name("archive-old"))
    folder.with_name("archive-old").rmdir()
    return [path.name for path in request.app.state.folder.glob("*")]
