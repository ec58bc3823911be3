"""A template compiled on its first use, a settings file read once, and a small text read every time."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, HTMLResponse
from jinja2 import Environment, FileSystemLoader

FOLDER = Path(tempfile.gettempdir()) / "conformance-small-files"
PAGE = "<h1>{{ title }}</h1>{% for word in words %}<p>{{ word }}</p>{% endfor %}"
templates = Environment(loader=FileSystemLoader(FOLDER), autoescape=True)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "page.html").write_text(PAGE, encoding="utf-8")
    (FOLDER / "terms.txt").write_text("Be kind.", encoding="utf-8")
    yield


@lru_cache
def terms() -> str:
    return (FOLDER / "terms.txt").read_text(encoding="utf-8")


def fresh_terms() -> str:
    with open(FOLDER / "terms.txt", encoding="utf-8") as file:
        return file.read()


app = FastAPI(lifespan=lifespan)


@app.get("/page")
async def read_page() -> HTMLResponse:
    return HTMLResponse(templates.get_template("page.html").render(title="Words", words=["a", "b"]))


@app.get("/terms")
async def read_terms() -> str:
    return terms()


@app.get("/terms/fresh")
async def read_fresh_terms() -> str:
    return fresh_terms()


@app.get("/terms.txt")
async def download_terms() -> FileResponse:
    return FileResponse(FOLDER / "terms.txt")
