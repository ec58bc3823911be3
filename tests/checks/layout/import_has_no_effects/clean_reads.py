"""Files that are only read, and processes that are asked: a version, a certificate, a template, an address."""

import os
import socket
import ssl
import subprocess
import sys
import tempfile
from pathlib import Path

from fastapi import FastAPI

SOURCE = Path(__file__).read_text(encoding="utf-8")
VERSION = subprocess.run([sys.executable, "-c", "print(1)"], capture_output=True, text=True, check=True).stdout
CONTEXT = ssl.create_default_context()
FOLDER = tempfile.gettempdir()
SINK = open(os.devnull, "w")  # noqa: SIM115


def own_address() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


ADDRESS = own_address()
app = FastAPI()


@app.get("/lines")
async def read_lines() -> dict[str, int]:
    return {"lines": SOURCE.count("\n")}
