"""Templates by name, static files, a zip in memory, temporary files, keys of an object store."""

import io
import tempfile
import zipfile
from pathlib import Path
from typing import Annotated

from fastapi import Form, HTTPException, Request, UploadFile
from fastapi.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import DictLoader, Environment, TemplateNotFound

from tests.checks.security._hardened import hardened

app = hardened()
HERE = Path(__file__).parent
pages = Environment(loader=DictLoader({"home": "<p>{{ name }}</p>"}), autoescape=True)
store: dict[str, bytes] = {}
app.mount("/static", StaticFiles(directory=HERE), name="static")


@app.get("/pages/{page}", response_class=HTMLResponse)
def page(page: str = "home", name: str = "you") -> HTMLResponse:
    try:
        shown = pages.get_template(page).render(name=name)
    except TemplateNotFound:
        raise HTTPException(404, "no such page") from None
    return HTMLResponse(shown, headers={"X-Frame-Options": "DENY"})


@app.get("/sources/{name}")
def source(name: str) -> PlainTextResponse:
    known = {path.name: path for path in HERE.glob("clean_*.py")}
    if name not in known:
        raise HTTPException(404, "no such source")
    return PlainTextResponse(known[name].read_text())


@app.post("/archives", status_code=201)
async def archive(file: UploadFile, title: Annotated[str, Form()] = "files") -> StreamingResponse:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr(f"{title}/{file.filename}", await file.read())
    packed.seek(0)
    return StreamingResponse(packed, media_type="application/zip")


@app.put("/objects/{key:path}")
async def put(key: str, request: Request) -> dict[str, int]:
    store[key] = await request.body()
    with tempfile.NamedTemporaryFile(suffix=".part") as kept:
        kept.write(store[key])
    return {key: len(store[key])}
