"""Reports below a folder of settings: a name that may only be letters, one that is compared, one that is replaced."""

import os
import re
import tempfile
from datetime import date
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Query
from pydantic import AfterValidator, BaseModel
from pydantic_settings import BaseSettings

from tests.checks.security._hardened import hardened


class Settings(BaseSettings):
    reports: Path = Path(tempfile.gettempdir()) / "reports"


def plain(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]{1,40}", name):
        raise ValueError("letters, digits and dashes only")
    return name


class Report(BaseModel):
    name: Annotated[str, AfterValidator(plain)]
    text: str = ""


settings = Settings()
app: FastAPI = hardened()


def folder() -> Path:
    settings.reports.mkdir(exist_ok=True)
    return settings.reports


Folder = Annotated[Path, Depends(folder)]


@app.put("/reports")
def write(report: Report, folder: Folder) -> dict[str, int]:
    return {"size": (folder / f"{report.name}.txt").write_text(report.text)}


@app.get("/reports/{name}")
def read(name: str, folder: Folder) -> str:
    wanted = os.path.normpath(os.path.join(folder, name))
    if os.path.commonpath([wanted, folder]) != str(folder) or not os.path.isfile(wanted):
        raise HTTPException(404, "no such report")
    with open(wanted) as opened:
        return opened.read()


@app.get("/days")
def days(folder: Folder, day: Annotated[date, Query()] = date(2024, 1, 1)) -> bool:
    return (folder / f"{day:%Y-%m-%d}.txt").exists()


@app.get("/titles")
def titles(folder: Folder, title: str = "a") -> bool:
    return (folder / re.sub(r"\W", "_", title)).exists()
