"""Files that were read stay open, the last thirty of them."""

import tempfile
from collections import OrderedDict
from pathlib import Path
from typing import IO

from fastapi import FastAPI

FOLDER = Path(tempfile.mkdtemp())

app = FastAPI()


class Handles:
    def __init__(self, most: int) -> None:
        self._most = most
        self._open: OrderedDict[str, IO[str]] = OrderedDict()

    def get(self, name: str) -> IO[str]:
        if name not in self._open:
            self._open[name] = (FOLDER / name).open("a+")
            if len(self._open) > self._most:
                _, oldest = self._open.popitem(last=False)
                oldest.close()
        return self._open[name]


handles = Handles(30)


@app.get("/notes")
def read_note(page: int = 1) -> dict[str, str]:
    file = handles.get(f"page-{page}")
    file.seek(0)
    return {"text": file.read()}
