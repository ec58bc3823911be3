"""A loop in another process is no nested one."""

import asyncio
import subprocess
import sys

from fastapi import FastAPI

app = FastAPI()
CODE = "import asyncio; asyncio.run(asyncio.sleep(0)); print('done')"


@app.get("/report")
def read_report() -> str:
    return subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True, timeout=30).stdout


@app.get("/loop")
async def read_loop() -> bool:
    return asyncio.get_running_loop().is_running() and asyncio.get_event_loop().is_running()
