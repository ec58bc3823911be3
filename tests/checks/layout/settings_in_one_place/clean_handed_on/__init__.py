"""The environment is written to, handed to a process, and asked about the machine; settings are in one place."""

import os
import subprocess
import sys

from fastapi import FastAPI

from .config import COLOUR

os.environ.setdefault("SHOP_STARTED", "1")
os.environ["SHOP_CHILD"] = "1"
HOME = os.environ.get("HOME", "/")
PATH = os.environ["PATH"]
app = FastAPI()


@app.get("/colour")
def read_colour() -> str:
    return COLOUR


def start() -> None:
    subprocess.run([sys.executable, "-V"], env={**os.environ, "SHOP_CHILD": "2"}, check=True)


def lookup(environ: dict[str, str]) -> str | None:
    return environ.get("SHOP_COLOUR")
