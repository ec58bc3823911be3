"""A request starts a process that goes on for a while, and reads what it says meanwhile."""

import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

running: dict[str, "subprocess.Popen[bytes]"] = {}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    for process in running.values():
        process.kill()
        process.communicate()


app = FastAPI(lifespan=lifespan)


@app.post("/renderings", status_code=202)
def render(name: str) -> dict[str, str]:
    running[name] = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"], stdout=subprocess.PIPE)
    return {"name": name}


@app.get("/renderings")
def renderings() -> dict[str, int]:
    return {"running": sum(process.poll() is None for process in running.values())}
