"""A service that keeps what it is given below a folder, by the name it is given."""

import tempfile
from pathlib import Path

from fastapi import HTTPException
from pydantic import BaseModel

from tests.checks.security._hardened import hardened

app = hardened()


class Drafts:
    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="drafts-"))

    def save(self, name: str, text: str) -> int:
        path = self.folder.joinpath(name)
        return path.write_text(text)  # fault

    def load(self, name: str) -> str:
        path = self.folder / Path(name).name
        if not path.is_file():
            raise HTTPException(404, "no such draft")
        return path.read_text()


drafts = Drafts()


class Draft(BaseModel):
    name: str
    text: str = ""


@app.post("/drafts", status_code=201)
def save(body: Draft) -> dict[str, str | int]:
    return {"name": body.name, "size": drafts.save(body.name, body.text)}


@app.get("/drafts/{name}")
def load(name: str) -> str:
    return drafts.load(name)
