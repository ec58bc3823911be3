"""Work that is over when the import is: threads that ended, files that are gone again."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import FastAPI

with ThreadPoolExecutor(2) as pool:
    SQUARES = list(pool.map(lambda number: number * number, range(4)))

with TemporaryDirectory() as folder:
    Path(folder, "probe").write_text("probe", encoding="utf-8")

PROBE = Path(__file__).with_suffix(".probe")
PROBE.write_text("can be written", encoding="utf-8")
PROBE.unlink()

app = FastAPI()


@app.get("/squares")
async def read_squares() -> list[int]:
    return SQUARES
