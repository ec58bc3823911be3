"""Waiting for other programs."""

import os
import subprocess

from fastapi import APIRouter

router = APIRouter()
PROGRAM = ["sleep", "0.02"]


@router.get("/subprocess-run")
async def run() -> int:
    return subprocess.run(PROGRAM, check=True).returncode  # blocks: subprocess-run


@router.get("/check-output")
async def check_output() -> str:
    return subprocess.check_output("sleep 0.02; echo done", shell=True, text=True)  # blocks: check-output


@router.get("/popen-wait")
async def popen_wait() -> int:
    return subprocess.Popen(PROGRAM).wait()  # blocks: popen-wait


@router.get("/communicate")
async def popen_communicate() -> str:
    process = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # blocks: communicate
    return process.communicate("words")[0]  # blocks: communicate


@router.get("/os-system")
async def os_system() -> int:
    return os.system("sleep 0.02")  # blocks: os-system


@router.get("/os-popen")
async def os_popen() -> str:
    with os.popen("sleep 0.02; echo done") as output:  # blocks: os-popen
        return output.read()  # blocks: os-popen
