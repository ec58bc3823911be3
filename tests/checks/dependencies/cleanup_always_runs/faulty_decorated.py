"""A working folder that a decorated dependency removes only after success."""

import functools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from fastapi import Depends, FastAPI

ALSO = ("dependencies.no-descriptor-growth",)


def logged(function: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Iterator[Any]:
        yield from function(*args, **kwargs)

    return wrapper


@logged
def working_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())
    yield folder
    shutil.rmtree(folder)  # fault


app = FastAPI()


@app.post("/thumbnails")
def make_thumbnail(folder: Path = Depends(working_folder)) -> int:
    return (folder / "thumbnail").write_bytes(b"small")
