"""Files, written and read on the loop."""

import csv
import gzip
import json
import os
import pickle
import shutil
import tempfile
import zipfile
from pathlib import Path

from fastapi import APIRouter, UploadFile

from tests.apps.held.surroundings import FOLDER

router = APIRouter()


@router.get("/write-text")
async def write_text() -> int:
    return (FOLDER / "note.txt").write_text("a note", encoding="utf-8")  # blocks: write-text


@router.get("/append")
async def append() -> str:
    with open(FOLDER / "audit.log", "a", encoding="utf-8") as file:  # blocks: append
        file.write("somebody came\n")  # blocks: append
    return "noted"


@router.post("/upload-copied")
async def copy_upload(file: UploadFile) -> str:
    with open(FOLDER / "upload.bin", "wb") as target:  # blocks: upload-copied
        shutil.copyfileobj(file.file, target)  # blocks: upload-copied
    return file.filename or "nameless"


@router.post("/upload-written")
async def write_upload(file: UploadFile) -> int:
    content = await file.read()
    return Path(FOLDER, "upload.bin").write_bytes(content)  # blocks: upload-written


@router.get("/read-large")
async def read_large() -> int:
    return len((FOLDER / "large.bin").read_bytes())  # blocks: read-large


@router.get("/read-in-pieces")
async def read_in_pieces() -> int:
    size = 0
    with open(FOLDER / "large.bin", "rb") as file:  # blocks: read-in-pieces
        while piece := file.read(4096):  # blocks: read-in-pieces
            size += len(piece)
    return size


@router.get("/copy-file")
async def copy_file() -> str:
    return str(shutil.copy(FOLDER / "large.bin", FOLDER / "copy.bin"))  # blocks: copy-file


@router.get("/json-file")
async def json_file() -> str:
    with (FOLDER / "state.json").open("w") as file:  # blocks: json-file
        json.dump({"state": "new"}, file)  # blocks: json-file
    return "saved"


@router.get("/pickle-file")
async def pickle_file() -> str:
    with open(FOLDER / "state.pickle", "wb") as file:  # blocks: pickle-file
        pickle.dump({"state": "new"}, file)  # blocks: pickle-file
    return "saved"


@router.get("/csv-file")
async def csv_file() -> str:
    with open(FOLDER / "rows.csv", "w", newline="") as file:  # blocks: csv-file
        csv.writer(file).writerows([[1, 2], [3, 4]])  # blocks: csv-file
    return "saved"


@router.get("/temporary-file")
async def temporary_file() -> str:
    with tempfile.NamedTemporaryFile(dir=FOLDER) as file:  # blocks: temporary-file
        file.write(b"words")  # blocks: temporary-file
        file.flush()  # blocks: temporary-file
        return Path(file.name).name


@router.get("/descriptor")
async def descriptor() -> int:
    number = os.open(FOLDER / "raw.bin", os.O_CREAT | os.O_WRONLY)  # blocks: descriptor
    try:
        return os.write(number, b"words")  # blocks: descriptor
    finally:
        os.fsync(number)  # blocks: descriptor
        os.close(number)


@router.get("/gzip-file")
async def gzip_file() -> str:
    with gzip.open(FOLDER / "words.gz", "wt") as file:  # blocks: gzip-file
        file.write("words")  # blocks: gzip-file
    return "saved"


@router.get("/zip-file")
async def zip_file() -> str:
    with zipfile.ZipFile(FOLDER / "words.zip", "w") as archive:  # blocks: zip-file
        archive.writestr("words.txt", "words")  # blocks: zip-file
    return "saved"
