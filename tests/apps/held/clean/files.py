"""Small files, files read elsewhere, and questions about files."""

import importlib.resources
import json
import os
from functools import cache, lru_cache
from pathlib import Path

import anyio
from fastapi import APIRouter, Request, UploadFile
from fastapi.responses import FileResponse, HTMLResponse, StreamingResponse
from jinja2 import Environment, FileSystemLoader, select_autoescape

from tests.apps.held.surroundings import FOLDER

router = APIRouter()
templates = Environment(loader=FileSystemLoader(FOLDER), autoescape=select_autoescape())


@router.get("/read-small")
async def read_small() -> str:
    return (FOLDER / "small.txt").read_text(encoding="utf-8")


@lru_cache
def _settings() -> str:
    return (FOLDER / "small.txt").read_text(encoding="utf-8")


@router.get("/read-once")
async def read_once() -> str:
    return _settings()


@cache
def _schema() -> dict[str, object]:
    text = importlib.resources.files("fastapi").joinpath("py.typed").read_text()
    return dict(json.loads(text or "{}"))


@router.get("/read-resource")
async def read_resource() -> dict[str, object]:
    return _schema()


@router.get("/anyio-file")
async def anyio_file() -> int:
    async with await anyio.open_file(FOLDER / "anyio.txt", "w") as file:
        await file.write("words")
    return len(await anyio.Path(FOLDER / "large.bin").read_bytes())


@router.get("/questions")
async def questions() -> list[str]:
    folder = FOLDER / "made"
    folder.mkdir(exist_ok=True)
    os.replace(folder, FOLDER / "moved")
    (FOLDER / "moved").rmdir()
    return [name for name in os.listdir(FOLDER) if Path(FOLDER, name).is_file()]


@router.get("/template")
async def template() -> HTMLResponse:
    return HTMLResponse(templates.get_template("page.html").render(name="Ann"))


@router.get("/file-response")
async def file_response() -> FileResponse:
    return FileResponse(FOLDER / "large.bin", filename="large.bin")


@router.get("/open-file")
async def open_file() -> StreamingResponse:
    return StreamingResponse(open(FOLDER / "small.txt", "rb"))


@router.post("/upload")
async def upload(file: UploadFile) -> int:
    return len(await file.read())


@router.post("/upload-sync")
async def upload_sync(file: UploadFile) -> int:
    return len(file.file.read(100))


@router.post("/form")
async def form(request: Request) -> int:
    async with request.form() as fields:
        return len(fields)


@router.post("/json")
async def body(request: Request) -> int:
    return len(await request.body())
