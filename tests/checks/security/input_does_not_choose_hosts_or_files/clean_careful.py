"""Hosts from a list, files below a folder, names of one's own for uploads, addresses that are only kept."""

import secrets
import tempfile
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import httpx
from fastapi import HTTPException, UploadFile
from fastapi import Path as InPath
from fastapi.responses import FileResponse
from pydantic import BaseModel, HttpUrl

from tests.checks.security._hardened import hardened

app = hardened()
FOLDER = Path(__file__).parent
UPLOADS = Path(tempfile.mkdtemp(prefix="uploads-"))
PARTNERS = {"partner.example"}
hooks: list[str] = []


class Hook(BaseModel):
    url: HttpUrl


@app.get("/preview")
def preview(url: str) -> str:
    if urlsplit(url).hostname not in PARTNERS:
        raise HTTPException(400, "not a partner")
    try:
        return httpx.get(url, timeout=1).text[:100]
    except httpx.HTTPError:
        raise HTTPException(502, "not there") from None


@app.get("/weather")
def weather(city: str) -> str:
    try:
        return httpx.get("https://weather.example/now", params={"city": city}, timeout=1).text
    except httpx.HTTPError:
        raise HTTPException(502, "not there") from None


@app.post("/hooks", status_code=201)
def hook(body: Hook) -> str:
    hooks.append(str(body.url))
    return "kept"


@app.get("/files/{name:path}", response_class=FileResponse)
def download(name: str) -> FileResponse:
    path = (FOLDER / name).resolve()
    if not path.is_relative_to(FOLDER.resolve()) or not path.is_file():
        raise HTTPException(404, "no such file")
    return FileResponse(path)


@app.get("/base/{name}")
def base(name: str) -> int:
    path = FOLDER / Path(name).name
    return len(path.read_text()) if path.is_file() else 0


@app.get("/pattern/{name}")
def pattern(name: Annotated[str, InPath(pattern=r"^[a-z_]+$")]) -> bool:
    return (FOLDER / f"{name}.py").exists()


@app.get("/language")
def language(code: Literal["en", "de"] = "en") -> str:
    return (FOLDER / "clean_careful.py").read_text()[:2] + code


@app.post("/uploads", status_code=201)
async def upload(file: UploadFile) -> str:
    kept = UPLOADS / f"{secrets.token_hex(8)}{Path(file.filename or '').suffix[:5]}"
    kept.write_bytes(await file.read())
    return kept.name
