"""Each request works in a folder of its own, which is gone afterwards."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from fastapi import Depends, FastAPI

app = FastAPI()


def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@app.get("/thumbnails/{name}")
def thumbnail(name: str, folder: Path = Depends(folder)) -> dict[str, int]:
    (folder / "thumbnail.png").write_bytes(b"png")
    return {"size": (folder / "thumbnail.png").stat().st_size}
