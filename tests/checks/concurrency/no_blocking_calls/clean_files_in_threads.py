"""Files written and read through anyio, a thread, and the framework itself."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
from fastapi import FastAPI, Request, UploadFile
from fastapi.responses import FileResponse, StreamingResponse
from fastapi.staticfiles import StaticFiles

LARGE = b"0123456789abcdef" * 20_000


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        app.state.folder = Path(folder)
        (app.state.folder / "large.bin").write_bytes(LARGE)
        yield


def save(file: UploadFile, path: Path) -> int:
    with path.open("wb") as target:
        shutil.copyfileobj(file.file, target)
    return path.stat().st_size


app = FastAPI(lifespan=lifespan)
app.mount("/static", StaticFiles(directory=Path(__file__).parent), name="static")


@app.post("/files", status_code=201)
async def upload(file: UploadFile, request: Request) -> int:
    await file.seek(0)
    return await asyncio.to_thread(save, file, request.app.state.folder / "upload.bin")


@app.get("/notes")
async def write_note(request: Request) -> str:
    path = anyio.Path(request.app.state.folder / "note.txt")
    await path.write_text("a note", encoding="utf-8")
    async with await anyio.open_file(path, encoding="utf-8") as file:
        return await file.read()


@app.get("/large")
async def download(request: Request) -> FileResponse:
    return FileResponse(request.app.state.folder / "large.bin")


@app.get("/large/stream")
async def stream(request: Request) -> StreamingResponse:
    return StreamingResponse((request.app.state.folder / "large.bin").open("rb"))
