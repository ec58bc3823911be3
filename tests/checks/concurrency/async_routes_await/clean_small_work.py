"""A little computing, and a small file."""

import hashlib
import json
from pathlib import Path

from fastapi import FastAPI

app = FastAPI()


@app.get("/digest")
async def digest(text: str = "x") -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@app.get("/sum")
async def total() -> int:
    return sum(number * number for number in range(1000))


@app.get("/version")
async def version() -> str:
    return json.dumps({"lines": len(Path(__file__).read_text(encoding="utf-8").splitlines())})
