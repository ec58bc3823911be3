"""What a request opens is closed by a task a moment after its answer."""

import asyncio
import tempfile
from pathlib import Path
from typing import IO

from fastapi import FastAPI

AUDIT = Path(tempfile.mkdtemp()) / "audit.log"

app = FastAPI()
closing: set[asyncio.Task[None]] = set()


async def _close(file: IO[str]) -> None:
    await asyncio.sleep(0.2)
    file.close()


@app.get("/audited")
async def audited() -> dict[str, str]:
    file = AUDIT.open("a")
    file.write("read\n")
    task = asyncio.create_task(_close(file))
    closing.add(task)
    task.add_done_callback(closing.discard)
    return {"audited": "yes"}
